// The short path of a lesson cut into screens: lists of blocks (a paragraph, an entry, a table, a chart, a form) that
// are shown together.
const WHOLE = "p, h1, h2, h3, h4, li, table, pre, blockquote, form, details, [role=region], .wide, .kx-head, .kx, [data-row]";
const NEVER = "details.code, style, script, [hidden], .kicker, .facts, .can, .chips, .switches";
const HEADING = "h1, h2, h3, h4", TABLE = "table, .wide, [role=region]", ASKED = "form.answer";

function blocksIn(part) {
  if (part.matches(NEVER)) return [];
  if (part.matches("figure")) return [...part.querySelectorAll("figcaption p")];
  if (part.matches(WHOLE)) return part.matches(".kx, form") || part.textContent.trim() ? [part] : [];
  return [...part.children].flatMap(blocksIn);
}

// how a block stands to the one before it: "glue" together, "free" together where there is room, or "apart"
function relation(block, before) {
  if (before.matches(HEADING) || before.matches(".kx-head")) return "glue";
  if (block.matches("details")) return before.matches(`.kx, ${TABLE}`) ? "apart" : before.matches("form") ? "glue" : "free";
  if (block.matches(`h2, h3, .kx-head, ${TABLE}`) || before.matches(`.kx, form, ${TABLE}`)) return "apart";
  const together = block.closest(".cell, .hero") === before.closest(".cell, .hero");
  if (block.matches(ASKED)) return block.querySelector(".do") && !together ? "free" : "apart";
  return together ? "free" : "apart";
}

// a line of bold words alone, such as “Unknown” above its list
const isLabel = (block) => block.matches("p") && block.children.length === 1 && block.firstElementChild.matches("strong") &&
  block.textContent.trim() === block.firstElementChild.textContent.trim();

const span = (blocks) => blocks.at(-1).getBoundingClientRect().bottom - blocks[0].getBoundingClientRect().top;

// screens of at most `room` pixels where their blocks allow it; what does not fit any more takes its heading along
function screensOf(parts, room) {
  const screens = [];
  for (const block of parts.flatMap(blocksIn)) {
    const last = screens.at(-1), how = last ? relation(block, last.at(-1)) : "apart";
    if (how === "glue" || (how === "free" && span([...last, block]) <= room)) last.push(block);
    else if (how === "apart") screens.push([block]);
    else {
      const heads = block.matches("li") ? isLabel : (one) => one.matches("h2, h3");
      const place = last.findLastIndex(heads), taken = place > 0 && block.matches(`li, ${ASKED}`);
      screens.push([...(taken ? last.splice(place) : []), block]);
    }
  }
  return joined(screens, room);
}

// a few lines in a screen of their own go to the text before them, a line above a table to the table
const SMALL = 0.2; // of the room
const cellOf = (block) => block.closest(".cell, .hero");

function joined(screens, room) {
  const done = [];
  for (const screen of screens) {
    const before = done.at(-1);
    if (before && belong(before, screen, room) && span([...before, ...screen]) <= room) before.push(...screen);
    else done.push(screen);
  }
  return done;
}

function belong(before, screen, room) {
  const [first] = screen, small = (blocks) => span(blocks) <= SMALL * room;
  if ([...before, ...screen].some((block) => block.matches(".kx, .kx-head, form, details, .row"))) return false;
  if (first.matches(TABLE)) return small(before) && cellOf(before[0]) === cellOf(first);
  const tables = before.some((block) => block.matches(TABLE));
  return small(screen) && !first.matches(HEADING) && (!tables || cellOf(before.at(-1)) === cellOf(first));
}
