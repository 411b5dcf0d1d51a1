/* The article that a link names comes into sight among what was asked. */
setTimeout(() => document.querySelector('.cr-asked .focus')?.scrollIntoView({ block: 'center' }), 300);
