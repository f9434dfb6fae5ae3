/* Answers that the server has not confirmed yet, kept in localStorage so that a lost network, a
   reload or a closed browser loses none. One entry for each item: the last response wins.

   An entry made before the server has said from where to count has the number null.
   An entry leaves the outbox only by a reply of the server that names its number or a higher one. */

const PREFIX = "quizapp.outbox.";

function storageOrMemory() {
  try {
    window.localStorage.setItem(PREFIX + "probe", "1");
    window.localStorage.removeItem(PREFIX + "probe");
    return window.localStorage;
  } catch (error) {
    /* Private browsing of old phones: the page's own memory must do. */
    const memory = {};
    return {
      getItem: function (name) {
        return name in memory ? memory[name] : null;
      },
      setItem: function (name, value) {
        memory[name] = value;
      },
      removeItem: function (name) {
        delete memory[name];
      },
    };
  }
}

const storage = storageOrMemory();

function read(name, otherwise) {
  try {
    const value = JSON.parse(storage.getItem(name));
    return value === null ? otherwise : value;
  } catch (error) {
    return otherwise;
  }
}

export function openOutbox(attempt) {
  const name = PREFIX + attempt;
  const marksName = "quizapp.marks." + attempt;
  let entries = read(name, {});
  let readOnly = false;

  function write() {
    if (readOnly) {
      return;
    }
    try {
      storage.setItem(name, JSON.stringify(entries));
    } catch (error) {
      /* A full disk: what is in memory is still sent. */
    }
  }

  return {
    put: function (item, response, sequence) {
      entries[item] = { item: item, response: response, sequence: sequence };
      write();
    },
    confirm: function (item, sequence) {
      const entry = entries[item];
      if (entry && entry.sequence !== null && entry.sequence <= sequence) {
        delete entries[item];
        write();
      }
    },
    drop: function (item) {
      delete entries[item];
      write();
    },
    get: function (item) {
      return entries[item];
    },
    all: function () {
      return Object.keys(entries).map(function (item) {
        return entries[item];
      });
    },
    unnumbered: function () {
      return this.all().filter(function (entry) {
        return entry.sequence === null;
      });
    },
    count: function () {
      return Object.keys(entries).length;
    },
    highest: function () {
      return Object.keys(entries).reduce(function (most, item) {
        return Math.max(most, entries[item].sequence || 0);
      }, 0);
    },
    /* Another page of this browser goes on with the same outbox: never write over it. */
    release: function () {
      readOnly = true;
    },
    marks: function () {
      return read(marksName, []);
    },
    setMarks: function (items) {
      if (!readOnly) {
        storage.setItem(marksName, JSON.stringify(items));
      }
    },
    wipe: function () {
      entries = {};
      readOnly = true;
      storage.removeItem(name);
      storage.removeItem(marksName);
      storage.removeItem("quizapp.holder." + attempt);
    },
  };
}

const SIGNED_OUT = "quizapp.signed-out";

/* A test page in another tab must not write answers down again after its member has left. */
export function tellOtherTabs() {
  storage.setItem(SIGNED_OUT, String(Date.now()));
  storage.removeItem(SIGNED_OUT);
}

export function isSignOut(event) {
  return event.key === SIGNED_OUT && event.newValue !== null;
}

/* Answers on a shared phone are nobody else's business: all go when somebody signs out. */
export function wipeAll() {
  try {
    Object.keys(window.localStorage)
      .filter(function (name) {
        return name.indexOf("quizapp.") === 0;
      })
      .forEach(function (name) {
        window.localStorage.removeItem(name);
      });
  } catch (error) {
    /* No storage, nothing to wipe. */
  }
}
