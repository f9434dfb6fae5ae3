/* The buttons by which somebody moves about the paper: back, on, mark, the cells of the card.

   watchMoves({paper, sheets, forward, handIn, toggleMark(slot)}); `forward` is null where one may
   go back. */

export function watchMoves(page) {
  const paper = page.paper;

  document.querySelector("[data-previous]").addEventListener("click", function () {
    paper.go(paper.here() - 1, true);
  });
  document.querySelector("[data-next]").addEventListener("click", function () {
    if (paper.isLast()) {
      page.handIn.ask();
    } else if (page.forward) {
      page.forward.next();
    } else {
      paper.go(paper.here() + 1, true);
    }
  });
  document.querySelector("[data-mark]").addEventListener("click", function () {
    page.toggleMark(paper.slots[paper.here()]);
  });
  document.querySelector("[data-hand-in]").addEventListener("click", page.handIn.ask);
  document.querySelectorAll("[data-card-cell]").forEach(function (cell, at) {
    cell.addEventListener("click", function (event) {
      event.preventDefault();
      if (!page.forward) {
        page.sheets.closeCard(false);
        paper.go(at, true);
      }
    });
  });
  /* On a wide screen all items are in sight: where somebody answers is where somebody is. */
  document.getElementById("paper").addEventListener("focusin", function (event) {
    const slot = event.target.closest("[data-item]");
    if (slot && Number(slot.getAttribute("data-at")) !== paper.here()) {
      paper.go(Number(slot.getAttribute("data-at")), false);
    }
  });
}
