/* Whoever works with the keyboard stays at the message that was moved, or at the way back after it was taken out. */
setTimeout(() => {
  const row = document.querySelector('.cr-message.moved');
  const box = row && row.closest('[class*="st-key-kept_"]');
  const order = row && row.classList.contains('up') ? ['up', 'down'] : ['down', 'up'];
  const steps = box ? order.map((name) => box.querySelector(`[class*="st-key-${name}_"] button:not([disabled])`))
    : [document.querySelector('.st-key-basket_undo button')];
  steps.find(Boolean)?.focus();
}, 200);
