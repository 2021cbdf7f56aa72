/** The date formats of mrkdwn: `{date_long} at {time}`. */

import { language, relativeDay, midnight, write } from "./language.js";
import { row } from "./table.js";

const FORMS = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};

/** @param {Date} moment  @param {string} format text with tokens in braces; unknown tokens stay as they are */
export function formatDate(moment, format) {
  return format.replace(/\{(\w+)\}/g, (whole, token) => {
    if (token === "ago") return ago(moment);
    const form = row(FORMS, token.replace(/_pretty$/, ""));
    if (!form) return whole;
    return (token.endsWith("_pretty") && nearDay(moment)) || write(moment, form);
  });
}

/** "yesterday", "today", "tomorrow"; nothing for other days. */
function nearDay(moment) {
  const days = Math.round((midnight(moment) - midnight(new Date())) / 86_400_000);
  return Math.abs(days) <= 1 ? relativeDay(days) : "";
}

const STEPS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

function ago(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(language.locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
