// Marks that were not sent yet, carried from an app's built-in browser to the phone's own in an address:
// what follows "#unsent=" never leaves the device. They are kept until their judge has looked at them.
"use strict";
(() => {
  const KEY = "lantoa-brought";
  const START = "#unsent=";
  if (!location.hash.startsWith(START)) return;
  try { localStorage.setItem(KEY, decodeURIComponent(location.hash.slice(START.length))); }
  catch (_) { return; }
  history.replaceState(null, "", location.pathname + location.search);
})();
