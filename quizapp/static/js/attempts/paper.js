/* The items on the page: reading and showing responses, moving about, marks, the answer card. */

export function openPaper(words, forward) {
  const slots = Array.prototype.slice.call(document.querySelectorAll("[data-item]"));
  const byItem = {};
  let here = 0;
  let marks = [];

  slots.forEach(function (slot, place) {
    byItem[slot.getAttribute("data-item")] = slot;
    slot.setAttribute("data-at", String(place));
  });

  /* The plain form shows one page of items; the script shows them all. */
  function unfold() {
    document.querySelectorAll("[data-section][hidden], [data-item][hidden]").forEach(function (part) {
      part.hidden = false;
    });
    slots.forEach(function (slot) {
      slot.querySelector("fieldset").disabled = false;
    });
  }

  function itemOf(slot) {
    return Number(slot.getAttribute("data-item"));
  }

  function response(slot) {
    const fields = slot.querySelectorAll("[data-blank-field]");
    if (fields.length) {
      return Array.prototype.map.call(fields, function (field) {
        const picked = field.querySelector("input[type=radio]:checked");
        const typed = field.querySelector("input[type=text]");
        return picked ? picked.value : typed ? typed.value : "";
      });
    }
    return Array.prototype.map.call(slot.querySelectorAll(".option-input:checked"), function (input) {
      return input.value;
    });
  }

  function show(slot, texts) {
    const fields = slot.querySelectorAll("[data-blank-field]");
    fields.forEach(function (field, place) {
      const text = texts[place] || "";
      const typed = field.querySelector("input[type=text]");
      if (typed) {
        typed.value = text;
      }
      field.querySelectorAll("input[type=radio]").forEach(function (input) {
        input.checked = text !== "" && input.value === text;
      });
    });
    if (!fields.length) {
      slot.querySelectorAll(".option-input").forEach(function (input) {
        input.checked = texts.indexOf(input.value) !== -1;
      });
    }
    fillStem(slot);
  }

  /* What was chosen stands in the sentence, where it can be read in one go. */
  function fillStem(slot) {
    const texts = response(slot);
    const many = slot.querySelectorAll("[data-blank]").length > 1;
    slot.querySelectorAll("[data-blank]").forEach(function (blank, place) {
      blank.textContent = texts[place] || (many ? String(place + 1) : "\u2003");
    });
  }

  function isAnswered(slot) {
    return response(slot).some(function (text) {
      return text.trim() !== "";
    });
  }

  function drawCard() {
    let answered = 0;
    slots.forEach(function (slot, at) {
      const cell = document.querySelector(
        '[data-card-cell="' + slot.getAttribute("data-place") + '"]'
      );
      const done = isAnswered(slot);
      const marked = marks.indexOf(itemOf(slot)) !== -1;
      answered += done ? 1 : 0;
      cell.classList.toggle("card-answered", done);
      cell.classList.toggle("card-here", at === here);
      if (at === here) {
        cell.setAttribute("aria-current", "true");
      } else {
        cell.removeAttribute("aria-current");
      }
      const flag = cell.querySelector(".card-flag");
      if (marked && !flag) {
        const made = document.createElement("span");
        made.className = "card-flag";
        cell.insertBefore(made, cell.querySelector("[data-card-words]"));
      } else if (!marked && flag) {
        flag.remove();
      }
      cell.querySelector("[data-card-words]").textContent =
        words(done ? "answered" : "not-answered") + (marked ? words("comma") + words("marked") : "");
    });
    document.querySelector("[data-count-answered]").textContent = String(answered);
    document.querySelector("[data-count-empty]").textContent = String(slots.length - answered);
    document.querySelector("[data-count-marked]").textContent = String(marks.length);
  }

  function drawMarks() {
    slots.forEach(function (slot) {
      const button = slot.querySelector("[data-mark-item]");
      const marked = marks.indexOf(itemOf(slot)) !== -1;
      button.setAttribute("aria-pressed", String(marked));
      button.querySelector("span").textContent = words(marked ? "unmark" : "mark");
    });
    document
      .querySelector("[data-mark]")
      .setAttribute("aria-pressed", String(marks.indexOf(itemOf(slots[here])) !== -1));
  }

  function go(at, focus) {
    here = Math.max(forward ? here : 0, Math.min(slots.length - 1, at));
    slots.forEach(function (slot, place) {
      slot.classList.toggle("is-here", place === here);
    });
    document.querySelectorAll("[data-section]").forEach(function (part) {
      part.classList.toggle("is-here", part.contains(slots[here]));
    });
    document.querySelector("[data-place-here]").textContent = String(here + 1);
    document.querySelector("[data-previous]").disabled = here === 0;
    document.querySelector("[data-next] span").textContent = words(
      here === slots.length - 1 ? "to-hand-in" : "next"
    );
    drawCard();
    drawMarks();
    if (focus) {
      const legend = slots[here].querySelector("legend");
      window.scrollTo(0, 0);
      const bar = document.querySelector(".test-bar").offsetHeight;
      const top = slots[here].getBoundingClientRect().top + window.pageYOffset - bar - 16;
      window.scrollTo(0, Math.max(0, top));
      legend.focus({ preventScroll: true });
    }
  }

  unfold();
  return {
    slots: slots,
    byItem: byItem,
    itemOf: itemOf,
    response: response,
    show: show,
    fillStem: fillStem,
    isAnswered: isAnswered,
    draw: function () {
      drawCard();
      drawMarks();
    },
    go: go,
    here: function () {
      return here;
    },
    isLast: function () {
      return here === slots.length - 1;
    },
    unanswered: function () {
      return slots.filter(function (slot) {
        return !isAnswered(slot);
      });
    },
    setMarks: function (items) {
      marks = items;
    },
    toggleMark: function (slot) {
      const item = itemOf(slot);
      marks = marks.indexOf(item) === -1 ? marks.concat([item]) : marks.filter(function (other) {
        return other !== item;
      });
      drawCard();
      drawMarks();
      return marks;
    },
    freeze: function () {
      slots.forEach(function (slot) {
        slot.querySelector("fieldset").disabled = true;
      });
    },
    thaw: function () {
      slots.forEach(function (slot) {
        slot.querySelector("fieldset").disabled = false;
      });
    },
  };
}
