/* What this page knows of each answer: its number here, the newest number the server has stored,
   and when the last one was saved. Knows nothing of the screen and of the network.

   openAnswers(outbox, lastSaved) -> { held, confirmed, changed, isNewText, forgetText, isStored,
                                       lastSaved, claimed } */

export function openAnswers(outbox, lastSaved) {
  const stored = {};
  const texts = {};
  let sequence = outbox.highest();
  let newest = 0;
  let isHolder = false;

  return {
    /* The server has said from where to count; what was answered before gets its numbers now. */
    held: function (first) {
      isHolder = true;
      sequence = Math.max(sequence, first - 1, outbox.highest());
      outbox.unnumbered().forEach(function (entry) {
        sequence += 1;
        outbox.put(entry.item, entry.response, sequence);
      });
    },
    /* The newest answer by number, not by clock: a test may go on past midnight. */
    confirmed: function (answer) {
      stored[answer.item] = Math.max(stored[answer.item] || 0, answer.sequence);
      if (answer.sequence >= newest) {
        newest = answer.sequence;
        lastSaved = answer.saved_at;
      }
    },
    /* Before the server has said from where to count, an answer waits without a number. */
    changed: function (item, response) {
      sequence += 1;
      outbox.put(item, response, isHolder ? sequence : null);
    },
    /* Whether the text is another than the one told of last. */
    isNewText: function (item, response) {
      const text = JSON.stringify(response);
      const isNew = texts[item] !== text;
      texts[item] = text;
      return isNew;
    },
    forgetText: function (item) {
      delete texts[item];
    },
    isStored: function (item) {
      return item in stored;
    },
    lastSaved: function () {
      return lastSaved;
    },
    /* What this page has counted for each item, whether the server has it or not. */
    claimed: function () {
      const highest = Object.assign({}, stored);
      outbox.all().forEach(function (entry) {
        highest[entry.item] = Math.max(highest[entry.item] || 0, entry.sequence || 0);
      });
      return Object.keys(highest).map(function (item) {
        return { item: Number(item), sequence: highest[item] };
      });
    },
  };
}
