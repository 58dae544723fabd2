"use strict";

// The page can be read without this: it adds the cards of the marks, the filters and the steps
// from error to error. Every text of the data goes through a text node, never through mark-up.

const cards = JSON.parse(document.getElementById("cards").textContent);
const card = document.getElementById("card");
const links = [...document.querySelectorAll(".error")];

function element(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

function fieldRow([field, gold, found, off]) {
  const head = element("th", "", field);
  head.scope = "row";
  return element("tr", off ? "off" : "", head, element("td", "", gold), element("td", "", found));
}

function cardSection(number) {
  const entry = cards[number];
  const head = element("tr", "", ...["", "标注", "读出"].map((name) => element("th", "", name)));
  return element("section", "",
    element("p", "title", element("b", "", entry.kind), element("span", `verdict ${entry.tone}`, entry.verdict),
      element("span", "where", entry.place)),
    element("table", "", element("thead", "", head), element("tbody", "", ...entry.rows.map(fieldRow))),
    ...entry.notes.map((note) => element("p", "path", note)),
    ...(entry.section ? [element("p", "path", entry.section)] : []));
}

// The mark itself first, then those around it.
function numbersAt(mark) {
  const numbers = [];
  for (let at = mark; at; at = at.parentElement.closest("mark")) {
    if (!numbers.includes(at.dataset.n)) numbers.push(at.dataset.n);
  }
  return numbers;
}

function place(mark) {
  const at = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const last = mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = last.bottom + 8;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  card.style.top = `${below + height < innerHeight ? below : Math.max(8, at.top - height - 8)}px`;
}

function open(mark, pinned) {
  close();
  const numbers = numbersAt(mark);
  card.replaceChildren(...numbers.map(cardSection));
  card.classList.toggle("pinned", pinned);
  card.hidden = false;
  for (const other of document.querySelectorAll(`mark[data-n="${numbers[0]}"]`)) other.classList.add("on");
  place(mark);
}

function close() {
  card.hidden = true;
  card.classList.remove("pinned");
  for (const mark of document.querySelectorAll("mark.on")) mark.classList.remove("on");
}

function isPinned() {
  return card.classList.contains("pinned");
}

document.addEventListener("mouseover", (event) => {
  const mark = event.target.closest("mark");
  if (isPinned()) return;
  if (mark) open(mark, false);
  else close();
});

document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  const opener = event.target.closest("[data-opens]");
  if (mark) open(mark, true);
  else if (opener) {
    const group = document.getElementById(opener.dataset.opens);
    group.open = true;
    group.scrollIntoView({ block: "nearest" });
    choose(group.querySelector(".error"));
  } else if (event.target.closest(".error")) choose(event.target.closest(".error"));
  else if (!card.contains(event.target)) close();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.key === "Enter" && event.target.matches("mark")) open(event.target, true);
});

// A pinned card goes with its mark's place out of sight.
document.addEventListener("wheel", (event) => {
  if (!card.contains(event.target)) close();
}, { passive: true });

let chosen = null;

function choose(link) {
  chosen?.removeAttribute("aria-current");
  chosen = link;
  link.setAttribute("aria-current", "true");
  document.getElementById("position").textContent = `${inText.indexOf(link) + 1} / ${links.length}`;
  requestAnimationFrame(() => {
    const mark = document.getElementById(link.hash.slice(1));
    if (mark?.matches("mark")) open(mark, true);
    else close();
  });
}

// The errors in the order in which the page shows them, whatever their cause.
const inText = [...links].sort((one, other) => {
  const [left, right] = [one, other].map((link) => document.getElementById(link.hash.slice(1)));
  if (left === right || !left || !right) return 0;
  return left.compareDocumentPosition(right) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
});

function step(by) {
  if (!inText.length) return;
  const at = chosen ? inText.indexOf(chosen) + by : by > 0 ? 0 : -1;
  const link = inText.at(at % inText.length);
  link.closest("details").open = true;
  link.click();
  link.scrollIntoView({ block: "nearest" });
}

document.getElementById("before").addEventListener("click", () => step(-1));
document.getElementById("after").addEventListener("click", () => step(1));

for (const box of document.querySelectorAll("[data-hides]")) {
  box.addEventListener("change", () => document.body.classList.toggle(`no-${box.dataset.hides}`, !box.checked));
}
document.getElementById("only").addEventListener("change", (event) => {
  document.body.classList.toggle("only", event.target.checked);
});

const asked = links.find((link) => location.hash && link.hash === location.hash);
if (asked) choose(asked);
