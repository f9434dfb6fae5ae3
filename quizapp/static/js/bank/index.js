/* One box that ticks all drafts of the page. */

const all = document.querySelector('[data-all]');
const form = document.querySelector('[data-many]');

if (all && form) {
  all.hidden = false;
  const box = all.querySelector('input');
  const boxes = Array.from(form.querySelectorAll('input[name="items"]'));
  box.addEventListener('change', () => {
    boxes.forEach((one) => {
      one.checked = box.checked;
    });
  });
  form.addEventListener('change', () => {
    const ticked = boxes.filter((one) => one.checked).length;
    box.checked = ticked === boxes.length;
    box.indeterminate = ticked > 0 && ticked < boxes.length;
  });
}
