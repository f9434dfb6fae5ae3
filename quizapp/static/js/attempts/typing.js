/* Typed blanks. A word that an input method is still composing is nobody's answer yet, and nothing
   here or elsewhere may touch its field before it is done: that would cut the word off.

   watchTyping(form, typed) -> { isComposing(slot), whenSettled(act) }
     typed(slot, milliseconds): the text of an item has changed; send it after that time */

export function watchTyping(form, typed) {
  let field = null;
  let waiting = [];

  function slotOf(target) {
    return target.closest("[data-item]");
  }

  function settle() {
    field = null;
    const acts = waiting;
    waiting = [];
    acts.forEach(function (act) {
      act();
    });
  }

  function isText(target) {
    return target.type === "text";
  }

  form.addEventListener("compositionstart", function (event) {
    field = event.target;
  });
  form.addEventListener("compositionend", function (event) {
    const slot = slotOf(event.target);
    field = null;
    typed(slot, 800);
    settle();
  });
  form.addEventListener("input", function (event) {
    if (isText(event.target) && !field && !event.isComposing) {
      typed(slotOf(event.target), 800);
    }
  });
  /* Some keyboards keep a word open until the field is left, and never say that it is done. */
  form.addEventListener("change", function (event) {
    if (isText(event.target)) {
      field = null;
      typed(slotOf(event.target), 0);
      settle();
    }
  });

  return {
    isComposing: function (slot) {
      return field !== null && slot.contains(field);
    },
    whenSettled: function (act) {
      if (field) {
        waiting.push(act);
      } else {
        act();
      }
    },
  };
}
