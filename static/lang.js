/* Tells the browser the language of the document: the one after the # of this script's address. */
document.documentElement.lang = new URL(document.currentScript.src).hash.slice(1);
