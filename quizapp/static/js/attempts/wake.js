/* Notices that the device has slept while the page stayed in sight: the wall clock went on and the
   page's own clock did not, or its timers stood still. The server is then asked for the time left at
   once. Somebody who sets the clock of the phone causes one question more, and nothing else. */

const EVERY = 2000;
const MOST = 5000;

export function watchWake(onWake) {
  let wall = Date.now();
  let own = performance.now();
  window.setInterval(function () {
    const wallNow = Date.now();
    const ownNow = performance.now();
    const slept = Math.abs(wallNow - wall - (ownNow - own)) > MOST;
    const stood = ownNow - own > EVERY + MOST;
    wall = wallNow;
    own = ownNow;
    /* Hidden pages have slow timers; their return is heard by visibilitychange. */
    if ((slept || stood) && document.visibilityState !== "hidden") {
      onWake();
    }
  }, EVERY);
}
