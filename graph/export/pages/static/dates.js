"use strict";
/*
 * A field for a day. Written year first whatever the browser's own habit; a year or a month alone means its first day, or
 * its last where the field ends a period. The calendar beside it is the browser's.
 */
Bayan.dateField = (id, onChange) => {
  const field = document.getElementById(id);
  const picker = field.parentElement.querySelector(".picker");
  const ends = id === "until";

  const pad = (number, size) => String(number).padStart(size, "0");

  /** The day that a text means, ISO; "" for an empty text, null for one that is no date. */
  function read(text) {
    const plain = text.normalize("NFKC").replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660).trim();
    if (!plain) return "";
    let match = plain.match(/^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/);
    let [year, month, day] = match ? match.slice(1) : [];
    match = match ? null : plain.match(/^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/); // day first, as Arabic and British usage have it
    if (match) [, day, month, year] = match;
    if (!year) return null;
    const first = [Number(year), Number(month || (ends ? 12 : 1))];
    const last = new Date(Date.UTC(first[0], first[1], 0)).getUTCDate();
    const iso = `${pad(first[0], 4)}-${pad(first[1], 2)}-${pad(day || (ends ? last : 1), 2)}`;
    const made = Bayan.dayOf(iso);
    return made >= 0 && Bayan.iso(made) === iso ? iso : null;
  }

  function take() {
    const day = read(field.value);
    field.setAttribute("aria-invalid", String(day === null));
    if (day !== null) onChange(day);
  }

  field.addEventListener("change", take);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
  picker.addEventListener("change", () => { field.value = picker.value; take(); });
  picker.addEventListener("click", () => { try { picker.showPicker(); } catch { /* the browser opens it itself */ } });

  return {
    show(day) {
      if (document.activeElement !== field) field.value = day;
      field.setAttribute("aria-invalid", "false");
      picker.value = day;
    },
  };
};
