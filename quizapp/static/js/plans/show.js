/* Lights the source sentence in the plan's text while its fact or item is pointed at or focused. */

const text = document.querySelector('.plan-text');
const pieces = text ? Array.from(text.querySelectorAll('[data-start]')) : [];
let scrolling = 0;

function within(piece, entry) {
  return Number(piece.dataset.start) >= Number(entry.dataset.start)
    && Number(piece.dataset.end) <= Number(entry.dataset.end);
}

function light(entry) {
  let first = null;
  pieces.forEach((piece) => {
    const lit = entry !== null && within(piece, entry);
    piece.classList.toggle('lit', lit);
    if (lit && first === null) first = piece;
  });
  clearTimeout(scrolling);
  if (first === null) return;
  const box = first.getBoundingClientRect();
  const hidden = box.top < 0 || box.bottom > window.innerHeight;
  // Side by side only: on a narrow screen the text is above, and pulling the page there would
  // take the list from under the pointer.
  if (hidden && window.matchMedia('(min-width: 992px)').matches) {
    scrolling = setTimeout(() => first.scrollIntoView({ block: 'center' }), 250);
  }
}

// What is chosen stays in sight in its own column when the page comes back with it.
document.querySelectorAll('[data-plan] .column-held [aria-current]').forEach((entry) => {
  const list = entry.closest('.outline');
  // On a phone the outline scrolls by itself, beside the text its whole column does.
  const box = list && list.scrollHeight > list.clientHeight + 1 ? list : entry.closest('.column-held');
  const below = entry.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (below > box.clientHeight - 48) box.scrollTop += below - box.clientHeight / 2;
});

document.querySelectorAll('[data-light]').forEach((entry) => {
  entry.addEventListener('mouseenter', () => light(entry));
  entry.addEventListener('mouseleave', () => light(null));
  entry.addEventListener('focusin', () => light(entry));
  entry.addEventListener('focusout', () => light(null));
});
