// Draws the pictures of the README: `docs/site.png` and `docs/terminal.png`.
// Usage: node pictures.mjs PROGRAM STORE CHROMIUM FOLDER; STORE/terminal.txt is what the terminal shows.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browser, serve } from "./site.mjs";

const [program, store, chromium, folder] = process.argv.slice(2);
const COMMAND = "$ chidao deadlines 2024-2025 --level tieu-hoc";
const LINES = 28;

const site = await serve(program, store);
const window = await browser(chromium);
try {
  const page = await window.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(`${site.address}/?q=`);
  await page.fill("#q", "Thông tư 27/2020");
  await page.click("form.search button");
  await page.waitForSelector("article.hit");
  await page.click("article.hit .places a");
  await page.waitForSelector("svg.page a.lit rect");
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.querySelector("li.lit").scrollIntoView({ block: "center" }));
  await page.screenshot({ path: join(folder, "site.png") });

  const shown = readFileSync(join(store, "terminal.txt"), "utf8").split("\n").slice(0, LINES).join("\n");
  // A page of its own: the site forbids styles that are not its file.
  const terminal = await window.newPage({ viewport: { width: 1100, height: 700 } });
  await terminal.setContent(`<style>
    body { margin: 0; background: #16181d; }
    pre { margin: 0; padding: 20px 24px; display: inline-block; color: #e4e6eb; font: 14px/1.35 monospace; }
    b { color: #8fd18f; font-weight: normal; }
  </style><pre><b id="command"></b>\n<span id="shown"></span></pre>`);
  await terminal.evaluate(([command, text]) => {
    document.getElementById("command").textContent = command;
    document.getElementById("shown").textContent = text;
  }, [COMMAND, shown]);
  await terminal.locator("pre").screenshot({ path: join(folder, "terminal.png") });
} finally {
  await window.close();
  site.end();
}
