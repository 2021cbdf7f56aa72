/** The page's language: that of the person whom it plays, before that the browser's. */

import { TEXTS } from "./texts.js";

export const language = { code: "en", locale: "en-GB" };

/** @param {string} locale a tag such as `fr-FR`; whoever does not read French reads English */
export function speak(locale) {
  const french = /^fr\b/i.test(locale);
  Object.assign(language, { code: french ? "fr" : "en", locale: french ? locale : english(locale) });
  document.documentElement.lang = language.locale;
}

const english = (locale) => (/^en\b/i.test(locale) ? locale : "en-GB");

/** The sentence for `key`, with its `{values}`; where the key has plural forms, `values.count` chooses. */
export function say(key, values = {}) {
  const entry = TEXTS[key][language.code];
  const form = typeof entry === "string" ? entry : entry[new Intl.PluralRules(language.code).select(values.count)];
  return (form ?? entry.other).replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
}

/** The form in our language of a text that the server gives in both: `{en, fr}`. */
export const ours = (text) => (typeof text === "string" ? text : (text?.[language.code] ?? text?.en ?? ""));

/** Slack's time stamp (seconds, a point, a counter) as a Date. */
export const momentOf = (ts) => new Date(Number(ts) * 1000);

export const write = (moment, options) => new Intl.DateTimeFormat(language.locale, options).format(moment);

export const clock = (moment) => write(moment, { hour: "2-digit", minute: "2-digit" });

/** "Today", "Yesterday", or the date in full: the heading of a day. */
export function dayName(moment) {
  const days = Math.round((midnight(moment) - midnight(new Date())) / 86_400_000);
  const full = { weekday: "long", day: "numeric", month: "long" };
  const text = days > -2 && days < 2 ? relativeDay(days) : write(moment, full);
  return text.charAt(0).toLocaleUpperCase(language.locale) + text.slice(1);
}

export const relativeDay = (days) =>
  new Intl.RelativeTimeFormat(language.locale, { numeric: "auto" }).format(days, "day");

export const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());

const UNITS = { en: ["B", "kB", "MB", "GB"], fr: ["o", "Ko", "Mo", "Go"] };

/** A file's size as people write it. */
export function fileSize(bytes) {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const number = new Intl.NumberFormat(language.locale, { maximumFractionDigits: 1 }).format(bytes / 1000 ** power);
  return `${number}\u00a0${UNITS[language.code][power]}`;
}

/** Without case and accents, so that "creer" finds "créer". */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
