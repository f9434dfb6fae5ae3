/* The clock a member sees. It only displays: the server sends the seconds left and decides.

   startCountdown(element, options) -> { set(secondsLeft), stop() }
     element: markup of components/answering.html countdown(), with data-seconds-left
     options.onEnd: called once at zero; options.voice: element that is read aloud,
     its data-sentence holds "{minutes}" */

function clockText(seconds) {
  const two = function (number) {
    return (number < 10 ? "0" : "") + number;
  };
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = two(seconds % 60);
  return hours ? hours + ":" + two(minutes) + ":" + rest : minutes + ":" + rest;
}

const TOLD_AT = [10, 5, 1];

function lastPassed(seconds) {
  return TOLD_AT.reduce(function (last, minutes) {
    return seconds <= minutes * 60 ? minutes : last;
  }, Infinity);
}

export function startCountdown(element, options) {
  const settings = options || {};
  const text = element.querySelector("[data-countdown-text]");
  let told = Infinity;
  let endsAt = 0;
  let ended = false;
  let timer = 0;

  /* performance.now() stands still for nobody who sets the phone's clock. */
  function left() {
    return Math.max(0, Math.ceil((endsAt - performance.now()) / 1000));
  }

  /* A threshold that was passed while the device slept is told late, with the minutes there are. */
  function say(seconds) {
    const passed = lastPassed(seconds);
    if (passed >= told) {
      return;
    }
    told = passed;
    if (settings.voice && seconds > 0) {
      settings.voice.textContent = settings.voice
        .getAttribute("data-sentence")
        .replace("{minutes}", String(Math.max(1, Math.round(seconds / 60))));
    }
  }

  function draw() {
    const seconds = left();
    text.textContent = clockText(seconds);
    element.classList.toggle("countdown-soon", seconds < 60);
    say(seconds);
    if (seconds === 0 && !ended) {
      ended = true;
      if (settings.onEnd) {
        settings.onEnd();
      }
    }
  }

  function set(secondsLeft) {
    /* More time was granted: what was told is told again when it comes. */
    if (secondsLeft > told * 60 + 30) {
      told = lastPassed(secondsLeft);
    }
    endsAt = performance.now() + secondsLeft * 1000;
    if (secondsLeft > 0) {
      ended = false;
    }
    draw();
  }

  told = lastPassed(Number(element.getAttribute("data-seconds-left")));
  set(Number(element.getAttribute("data-seconds-left")));
  timer = window.setInterval(draw, 500);
  document.addEventListener("visibilitychange", draw);
  return {
    set: set,
    left: left,
    stop: function () {
      window.clearInterval(timer);
      document.removeEventListener("visibilitychange", draw);
    },
  };
}
