/* Copies the field a button names. Browsers give it to safe addresses only; elsewhere the field is selected. */
if (!window.crCopies) {
  window.crCopies = true;
  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector('[role=status]');
    let done = false;
    try { await navigator.clipboard.writeText(field.value); done = true; } catch (refused) {
      field.focus(); field.select();
      try { done = document.execCommand('copy'); } catch (also) { done = false; }
    }
    said.textContent = '';
    setTimeout(() => { said.textContent = done ? button.dataset.done : button.dataset.failed; }, 30);
  });
}
