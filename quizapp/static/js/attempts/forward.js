/* A test that only goes forward. The place reached is that of the last item with an answer, stored
   or still waiting; coming to an item is therefore sent as well, as an empty answer.

   makeForward(settings) -> { begin(place), catchUp(), next() }
     settings: paper, sheets, words, isKnown(slot), came(slot) */

export function makeForward(settings) {
  const paper = settings.paper;

  function reached() {
    return paper.slots.reduce(function (most, slot, at) {
      return settings.isKnown(slot) ? at : most;
    }, 0);
  }

  function move() {
    paper.go(paper.here() + 1, true);
    const slot = paper.slots[paper.here()];
    if (!settings.isKnown(slot)) {
      settings.came(slot);
    }
  }

  return {
    begin: function (place) {
      paper.go(Math.max(place - 1, reached()), false);
    },
    /* Another device may have come further. */
    catchUp: function () {
      if (reached() > paper.here()) {
        paper.go(reached(), false);
      }
    },
    next: function () {
      if (paper.isAnswered(paper.slots[paper.here()])) {
        move();
        return;
      }
      settings.sheets.ask({
        title: settings.words("forward-title"),
        text: settings.words("forward-text"),
        yes: settings.words("forward-yes"),
        no: settings.words("forward-no"),
        onYes: move,
      });
    },
  };
}
