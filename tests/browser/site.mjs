// What the tests in the browser share: a site that is served, a browser, and words said when something is wrong.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

/** Serves the store in `folder`; gives the address and a way to end it. */
export async function serve(program, folder) {
  const child = spawn(program, ["--lang", "vi", "serve", "--port", "0", "--store", folder], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout });
  const address = await new Promise((resolve, reject) => {
    lines.once("line", resolve);
    child.once("exit", () => reject(new Error("the site ended")));
  });
  return { address: address.replace(/\/$/, ""), end: () => child.kill() };
}

/** The system's browser. */
export function browser(path) {
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-gpu"] });
}

/** Every kind of page that the site shows. */
export function pages(document, work, sides) {
  return [
    ["home", "/"],
    ["search", "/search?q=tt%2027%2F2020"],
    ["passages", "/search?q=hoc%202%20buoi"],
    ["documents", "/documents"],
    ["document", `/documents/${document}?tab=references`],
    ["document-targets", `/documents/${document}?tab=targets`],
    ["document-text", `/documents/${document}?tab=text`],
    ["compare", "/compare?old=2023-2024&new=2024-2025&level=tieu-hoc"],
    ["compare-series", `/compare?series=${document}`],
    ["sides", sides],
    ["searches", "/searches"],
    ["saved", "/search?q=hoc%202%20buoi%2Fngay"],
    ["deadlines-before", "/deadlines?year=2024-2025&before=1"],
    ["fact", `/documents/${document}?tab=targets&fact=1`],
    ["review", "/review"],
    ["review-target", "/review?kind=target&edit=1"],
    ["review-identity", "/review?kind=identity"],
    ["reviewed", "/reviewed"],
    ["works", "/works"],
    ["work", work],
    ["deadlines", "/deadlines?year=2024-2025"],
    ["targets", "/targets?year=2024-2025"],
    ["lineage", `/lineage?document=${document}`],
    ["check", "/check"],
    ["checked", `/check?document=${document}`],
    ["calendar", "/deadlines?year=2024-2025&month=2024-09"],
    ["intake", "/intake"],
    ["health", "/health"],
    ["help", "/help"],
    ["missing", "/nothing/here"],
  ];
}
