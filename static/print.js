/* Opens the print dialogue once the page stands. */
setTimeout(() => window.print(), 300);
