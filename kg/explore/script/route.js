// What is open stands in the address after #, so that the browser's back button works.

const views = new Map(); // kind -> function that returns the panel's children, or null
const followers = []; // called with what is open: { kind, id }
const scrolled = new Map(); // address -> where its panel had been scrolled to
let shown = null;
let clicked = false;

function address(kind, id) {
  return `#${kind}=${encodeURIComponent(id)}`;
}

function go(kind, id) {
  clicked = true;
  if (location.hash === address(kind, id)) show();
  else location.hash = address(kind, id);
}

function place() {
  const [kind, ...rest] = location.hash.slice(1).split("=");
  try {
    return { kind, id: decodeURIComponent(rest.join("=")) };
  } catch {
    return { kind: "", id: "" };
  }
}

function show() {
  const panel = byId("panel");
  if (shown !== null) scrolled.set(shown, panel.scrollTop);
  const { kind, id } = place();
  const children = views.has(kind) ? views.get(kind)(id) : null;
  const start = kind === "";
  panel.replaceChildren(...(children ?? (start ? startView() : missingView())));
  panel.scrollTop = clicked ? 0 : (scrolled.get(location.hash) ?? 0);
  if (clicked) panel.querySelector("h2")?.focus({ preventScroll: true });
  clicked = false;
  shown = location.hash;
  for (const follow of followers) follow(children === null ? { kind: "", id: "" } : { kind, id });
}

function missingView() {
  return [heading("没有找到这一项"), element("p", {}, "地址中的名称不在本页的数据里。")];
}

function heading(...children) {
  return element("h2", { tabindex: "-1" }, ...children);
}
