"use strict";
/* Sets language and theme before the page is drawn, so that it does not flash. Storage may be closed to local files. */
(() => {
  const kept = (name) => {
    try { return localStorage.getItem(`bayan.${name}`); } catch { return null; }
  };
  const root = document.documentElement;
  const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
  const language = ["ar", "en"].includes(asked) ? asked : kept("language") === "en" ? "en" : "ar";
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  const theme = kept("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
})();
