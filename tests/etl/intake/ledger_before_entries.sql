BEGIN TRANSACTION;
CREATE TABLE assessment (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    recommendation TEXT NOT NULL, by TEXT NOT NULL CHECK (by IN ('coalition', 'government')),
    status TEXT NOT NULL, assessed_on TEXT NOT NULL, why TEXT NOT NULL,
    figures TEXT NOT NULL, links TEXT NOT NULL, source TEXT NOT NULL,
    member TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
INSERT INTO "assessment" VALUES(1,'412ET-M4XKS','coalition','partly','2025-03-01','A draft law exists.
It is with the ministry.','[]','["https://a.org", "https://b.org"]','','Coalition','2026-11-30T04:53:27.962+00:00','test');
INSERT INTO "assessment" VALUES(2,'Q8RYH-14Z82','government','answered','2025-02-01','Implemented.','[]','[]','Report, p. 3','Coalition','2026-11-30T04:53:27.962+00:00','test');
INSERT INTO "assessment" VALUES(3,'Q8RYH-14Z82','coalition','answered','2025-01-02','Written on the page.','[]','[]','','C2','2026-11-30T04:53:35.894+00:00','steward');
CREATE TABLE assessment_withdrawal (
    assessment INTEGER PRIMARY KEY REFERENCES assessment (number),
    why TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL
);
INSERT INTO "assessment_withdrawal" VALUES(1,'wrong paragraph','2026-11-30T04:53:39.564+00:00','steward');
CREATE TABLE audit (
    at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL
);
INSERT INTO "audit" VALUES('2026-11-30T04:53:28.115+00:00','test','assess','A00001 412ET-M4XKS coalition partly');
INSERT INTO "audit" VALUES('2026-11-30T04:53:28.115+00:00','test','assess','A00002 Q8RYH-14Z82 government answered');
INSERT INTO "audit" VALUES('2026-11-30T04:53:28.115+00:00','test','link','412ET-M4XKS stunting');
INSERT INTO "audit" VALUES('2026-11-30T04:53:28.115+00:00','test','link','412ET-M4XKS wasting');
INSERT INTO "audit" VALUES('2026-11-30T04:53:30.105+00:00','test','import recommendations','R00001 bad.xlsx: 2 rows');
INSERT INTO "audit" VALUES('2026-11-30T04:53:32.524+00:00','steward','import recommendations','R00002 own.xlsx: 1 rows');
INSERT INTO "audit" VALUES('2026-11-30T04:53:35.912+00:00','steward','assess','A00003 Q8RYH-14Z82 coalition answered');
INSERT INTO "audit" VALUES('2026-11-30T04:53:35.912+00:00','steward','link','Q8RYH-14Z82 stunting');
INSERT INTO "audit" VALUES('2026-11-30T04:53:35.912+00:00','steward','unlink','412ET-M4XKS wasting');
INSERT INTO "audit" VALUES('2026-11-30T04:53:39.564+00:00','steward','withdraw','A00001: wrong paragraph');
INSERT INTO "audit" VALUES('2026-11-30T04:53:42.776+00:00','steward','withdraw','R00001: wrong review');
CREATE TABLE conflict_decision (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    figure TEXT NOT NULL, published TEXT NOT NULL, upload TEXT NOT NULL, member TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('correction', 'members')),
    why TEXT NOT NULL, decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, corrected TEXT NOT NULL,
    undone_at TEXT, undone_by TEXT, undone_why TEXT
);
CREATE TABLE learned (
    member TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, code TEXT NOT NULL, learned_at TEXT NOT NULL,
    PRIMARY KEY (member, kind, label)
);
CREATE TABLE omission (
    upload INTEGER NOT NULL, label TEXT NOT NULL, why TEXT NOT NULL
);
CREATE TABLE proposal (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, upload TEXT NOT NULL DEFAULT '',
    proposed_at TEXT NOT NULL, proposed_by TEXT NOT NULL,
    label TEXT NOT NULL, name TEXT NOT NULL, name_km TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL,
    counts TEXT NOT NULL, why TEXT NOT NULL DEFAULT '', cells INTEGER NOT NULL
);
CREATE TABLE recommendation_import (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
INSERT INTO "recommendation_import" VALUES(1,'Coalition','bad.xlsx','8073804b6b5af0d7a3ff53814d02099b4400dd9d468509041b1e8385aabfcb92','2026-11-30T04:53:30.105+00:00','test');
INSERT INTO "recommendation_import" VALUES(2,'Other','own.xlsx','ee3f82a780cec368e7b0b83af4bbffd66569f1d3eaf73cdd26bf5e29c33a9043','2026-11-30T04:53:32.524+00:00','steward');
CREATE TABLE recommendation_import_withdrawal (
    import INTEGER PRIMARY KEY REFERENCES recommendation_import (number),
    why TEXT NOT NULL, at TEXT NOT NULL, who TEXT NOT NULL
);
INSERT INTO "recommendation_import_withdrawal" VALUES(1,'wrong review','2026-11-30T04:53:42.776+00:00','steward');
CREATE TABLE recommendation_link (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    recommendation TEXT NOT NULL, indicator TEXT NOT NULL, linked INTEGER NOT NULL,
    member TEXT NOT NULL, recorded_at TEXT NOT NULL, recorded_by TEXT NOT NULL
);
INSERT INTO "recommendation_link" VALUES(1,'412ET-M4XKS','stunting',1,'Coalition','2026-11-30T04:53:27.962+00:00','test');
INSERT INTO "recommendation_link" VALUES(2,'412ET-M4XKS','wasting',1,'Coalition','2026-11-30T04:53:27.962+00:00','test');
INSERT INTO "recommendation_link" VALUES(3,'Q8RYH-14Z82','stunting',1,'C2','2026-11-30T04:53:35.894+00:00','steward');
INSERT INTO "recommendation_link" VALUES(4,'412ET-M4XKS','wasting',0,'C2','2026-11-30T04:53:35.894+00:00','steward');
CREATE TABLE recommendation_row (
    import INTEGER NOT NULL REFERENCES recommendation_import (number),
    sheet TEXT NOT NULL, row INTEGER NOT NULL, code TEXT NOT NULL, content TEXT NOT NULL
);
INSERT INTO "recommendation_row" VALUES(1,'Recommendations',31,'Y8CBW-FBV17','{"code": "Y8CBW-FBV17", "mechanism": "UPR", "document": "UPR cycle 4", "document_title": "Universal Periodic Review, cycle 4, 46th session", "year": 2024, "kind": "recommendation", "number": "46.118", "recommending_state": "Norway", "cluster": "EDU", "topic": "", "topic_km": "", "crc_articles": ["28", "29"], "summary": "Build schools for every child.", "summary_km": "សាងសង់សាលាសម្រាប់កុមារគ្រប់រូប។", "position": "supported", "position_km": "គាំទ្រ", "measurable_element": "", "linked_indicators": ["completion_primary_survey"], "source_url": "https://crc-cambodia.org/external_post/enhancing-child-and-youth-participation-in-cambodia-unhrcs-universal-periodic-review-upr", "confidence": ""}');
INSERT INTO "recommendation_row" VALUES(1,'Recommendations',32,'J1CHK-7JXWK','{"code": "J1CHK-7JXWK", "mechanism": "CRC", "document": "CRC/C/KHM/CO/7", "document_title": "Concluding observations, 2025", "year": 2025, "kind": "recommendation", "number": "28 (a)", "recommending_state": "", "cluster": "VAC", "topic": "", "topic_km": "", "crc_articles": [], "summary": "Ban it at home.", "summary_km": "", "position": "", "position_km": "", "measurable_element": "", "linked_indicators": [], "source_url": "https://undocs.org/en/CRC/C/KHM/CO/7", "confidence": ""}');
INSERT INTO "recommendation_row" VALUES(2,'Sheet',2,'A7CJ3-3KK7F','{"code": "A7CJ3-3KK7F", "mechanism": "CRC", "document": "CRC/C/KHM/CO/2-3", "document_title": "Concluding observations on the combined second and third reports", "year": 2011, "kind": "recommendation", "number": "41", "recommending_state": "", "cluster": "VAC", "topic": "Corporal punishment", "topic_km": "ទណ្ឌកម្មលើរាងកាយ", "crc_articles": ["19", "28(2)", "37(a)"], "summary": "Ban it everywhere.", "summary_km": "ហាមឃាត់ទណ្ឌកម្មលើរាងកាយតាមច្បាប់ គ្រប់ទីកន្លែង រួមទាំងនៅផ្ទះ អនុវត្តច្បាប់ និងអប់រំសាធារណជន", "position": "", "position_km": "", "measurable_element": "Prohibition in home / alternative care / day care; violent-discipline rate", "linked_indicators": ["violent_discipline", "physical_punishment_needed"], "source_url": "https://adattar.minorityforum.info/en/entity/iay0wdinlbl/metadata?page=9", "confidence": "text read, paragraph number inferred; only part of the paragraph read"}');
CREATE TABLE upload (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    member TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
    uploaded_at TEXT NOT NULL, uploaded_by TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'withdrawn')),
    accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
    observations_file TEXT NOT NULL,
    withdrawn_at TEXT, withdrawn_by TEXT, why TEXT,
    source_kind TEXT NOT NULL DEFAULT 'own_records',
    sample INTEGER,
    publication TEXT NOT NULL DEFAULT '',
    publication_year INTEGER,
    publication_table TEXT NOT NULL DEFAULT '',
    distinct_children INTEGER NOT NULL DEFAULT 0,
    compared_at TEXT, compared_by TEXT, compared_why TEXT,
    copy TEXT NOT NULL DEFAULT ''
);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('assessment',3);
INSERT INTO "sqlite_sequence" VALUES('recommendation_link',4);
INSERT INTO "sqlite_sequence" VALUES('recommendation_import',2);
COMMIT;