// The menu that saves what is seen: its tables as CSV or xlsx, its drawing as SVG or PNG.

const SAVED = {
  csv: { kind: "text/csv;charset=utf-8", parts: () => [csvOf(savedTables()[0])] },
  xlsx: { kind: `${XLSX_KIND}.sheet`, parts: () => xlsxOf([...savedTables(), aboutTable(savedTables())]) },
  svg: { kind: "image/svg+xml;charset=utf-8", parts: () => [svgText(view().picture())] },
  png: { kind: "image/png", parts: async () => [await pngOf(view().picture())] },
};
const NAME_LONGEST = 100; // characters of a file's name

function startSave() {
  const menu = byId("save");
  menu.querySelector(".choices").append(element("p", { id: "save-none", class: "note", hidden: true }));
  for (const button of menu.querySelectorAll("[data-save]")) button.addEventListener("click", () => saveAs(button.dataset.save));
  menu.addEventListener("toggle", drawSave);
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) closeSave();
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("focusin", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  window.addEventListener("hashchange", () => { menu.open = false; });
}

// The tables of the view, then those of what is open beside it; those of the overlap view hold both.
function savedTables() {
  const tables = view().tables();
  return view() === views.get("overlap") ? tables : [...tables, ...panelTables()];
}

function closeSave() {
  byId("save").open = false;
  byId("save").querySelector("summary").focus();
}

// Buttons for what there is now; the menu says what there is not.
function drawSave() {
  if (!byId("save").open) return;
  const count = savedTables().length;
  const tables = count > 0;
  const picture = Boolean(view().picture());
  for (const button of byId("save").querySelectorAll("[data-save]")) {
    button.disabled = !(["csv", "xlsx"].includes(button.dataset.save) ? tables : picture);
  }
  const none = byId("save-none");
  const told = [tables ? "" : word("save.nothing"), count > 1 ? word("save.several", { n: count }) : "", picture ? "" : word("save.none")];
  none.textContent = told.filter(Boolean).join(" ");
  none.hidden = !none.textContent;
}

async function saveAs(ending) {
  const file = `${savedName()}.${ending}`;
  try {
    download(new Blob(await SAVED[ending].parts(), { type: SAVED[ending].kind }), file);
    const more = ending === "csv" ? savedTables().length - 1 : 0;
    say([word("save.done", { file }), more ? word("save.more", { n: more }) : ""].filter(Boolean).join(word("save.and")));
  } catch {
    say(word("save.failed", { file }));
  }
  closeSave();
}

// Page, view and subject, in characters that Windows allows.
function savedName() {
  const parts = [word("page.title"), word(`view.${state.view}`), savedSubject()].filter(Boolean).join("-").replace(/ ?× ?/g, state.lang === "en" ? " x " : "x");
  const allowed = Array.from(xmlClean(parts).replace(/[\\/:*?"<>|\s]+/g, "_")).slice(0, NAME_LONGEST).join("");
  return withoutLast(allowed, ". _");
}

function download(blob, file) {
  const url = URL.createObjectURL(blob);
  const anchor = element("a", { href: url, download: file });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may still be reading it
}
