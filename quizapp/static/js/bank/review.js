/* Keys for reviewing: each presses the button or follows the link that carries its name. */

const hint = document.querySelector('[data-keys]');
if (hint) hint.hidden = false;

let gone = false;

document.addEventListener('keydown', (event) => {
  if (gone || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) return;
  const target = event.target;
  if (target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')) return;
  // Arrows scroll a part of the page that has the focus.
  if (event.key.startsWith('Arrow') && target instanceof HTMLElement && target.closest('aside')) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = Array.from(document.querySelectorAll('[data-key]')).find((one) => one.dataset.key === name);
  if (!act) return;
  event.preventDefault();
  gone = true; // a second press belongs to the next item, not to this one
  act.click();
});

window.addEventListener('pageshow', () => {
  gone = false;
});
