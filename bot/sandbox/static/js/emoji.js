/** The emoji that apps commonly use, by Slack's names; any other is shown as it was typed. */

import { h } from "./dom.js";
import { row } from "./table.js";

/* prettier-ignore */
export const EMOJI = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", alarm_clock: "⏰", arrow_down: "⬇️", arrow_forward: "▶️",
  arrow_left: "⬅️", arrow_right: "➡️", arrow_up: "⬆️", arrows_counterclockwise: "🔄", balloon: "🎈", ballot_box_with_check: "☑️",
  bar_chart: "📊", bell: "🔔", black_circle: "⚫", blue_heart: "💙", bookmark: "🔖", books: "📚", boom: "💥", briefcase: "💼",
  bulb: "💡", bust_in_silhouette: "👤", busts_in_silhouette: "👥", calendar: "📅", calling: "📲", camera: "📷",
  card_index: "📇", card_index_dividers: "🗂️", chart_with_downwards_trend: "📉", chart_with_upwards_trend: "📈",
  clap: "👏", clipboard: "📋", clock1: "🕐", closed_lock_with_key: "🔐", coffee: "☕", computer: "💻",
  construction: "🚧", credit_card: "💳", date: "📆", dart: "🎯", department_store: "🏬", email: "📧", envelope: "✉️",
  envelope_with_arrow: "📩", euro: "💶", exclamation: "❗", eyes: "👀", factory: "🏭", fax: "📠", file_folder: "📁",
  fire: "🔥", flag: "🚩", "flag-fr": "🇫🇷", "flag-gb": "🇬🇧", fr: "🇫🇷", gb: "🇬🇧", gear: "⚙️", gem: "💎", gift: "🎁",
  globe_with_meridians: "🌐", green_circle: "🟢", green_heart: "💚", grey_question: "❔", hammer_and_wrench: "🛠️",
  handshake: "🤝", heart: "❤️", heavy_check_mark: "✔️", heavy_multiplication_x: "✖️", heavy_plus_sign: "➕", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", house: "🏠", inbox_tray: "📥", information_source: "ℹ️", iphone: "📱", key: "🔑",
  label: "🏷️", large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠", large_yellow_circle: "🟡",
  ledger: "📒", link: "🔗", lock: "🔒", mag: "🔍", mailbox: "📫", mailbox_with_mail: "📬", medal: "🏅", memo: "📝",
  money_with_wings: "💸", moneybag: "💰", no_entry: "⛔", no_entry_sign: "🚫", notebook: "📓", office: "🏢",
  ok_hand: "👌", one: "1️⃣", open_file_folder: "📂", outbox_tray: "📤", package: "📦", page_facing_up: "📄", paperclip: "📎",
  party_popper: "🎉", pencil: "📝", pencil2: "✏️", phone: "☎️", pick: "⛏️", point_right: "👉", pray: "🙏", printer: "🖨️",
  pushpin: "📌", question: "❓", raised_hands: "🙌", receipt: "🧾", recycle: "♻️", red_circle: "🔴", repeat: "🔁",
  robot_face: "🤖", rocket: "🚀", rotating_light: "🚨", round_pushpin: "📍", scales: "⚖️", see_no_evil: "🙈",
  seedling: "🌱", shopping_trolley: "🛒", slightly_smiling_face: "🙂", smile: "😄", snowflake: "❄️", sos: "🆘",
  sparkles: "✨", speech_balloon: "💬", spiral_calendar_pad: "🗓️", star: "⭐", star2: "🌟", stopwatch: "⏱️", sunny: "☀️",
  tada: "🎉", telephone: "☎️", telephone_receiver: "📞", thinking_face: "🤔", three: "3️⃣", timer_clock: "⏲️", trophy: "🏆",
  truck: "🚚", two: "2️⃣", unlock: "🔓", warning: "⚠️", wastebasket: "🗑️", wave: "👋", white_check_mark: "✅", white_circle: "⚪",
  world_map: "🗺️", wrench: "🔧", writing_hand: "✍️", x: "❌", zap: "⚡",
};

/** @param {string} name  @returns {Node} the picture, named for screen readers; or the name as typed */
export function emojiNode(name) {
  const character = row(EMOJI, name);
  if (!character) return document.createTextNode(`:${name}:`);
  return h("span.emoji", { role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, character);
}
