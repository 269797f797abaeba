// Drives the site as people do: with the mouse, with the keyboard alone, without JavaScript; looks at every page in both
// widths and themes. Usage: node run.mjs PROGRAM STORE CHROMIUM SCREENSHOTS

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { browser, pages, serve } from "./site.mjs";

const [program, store, chromium, screenshots] = process.argv.slice(2);
let site, window, work, sides;

before(async () => {
  site = await serve(program, store);
  window = await browser(chromium);
  work = (await (await fetch(`${site.address}/works`)).text()).match(/\/works\/\d+/)[0];
  const compared = await (await fetch(`${site.address}/compare?old=2023-2024&new=2024-2025&level=tieu-hoc`)).text();
  sides = compared.match(/\/compare\/pages[^"]*/)[0].replaceAll(/&(amp|#38);/g, "&");
  mkdirSync(screenshots, { recursive: true });
});
after(async () => {
  await window?.close();
  site?.end();
});

/** A new page of a browser; every error of a script, and every request that leaves the site, is a fault. */
async function open(options = {}) {
  const context = await window.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("request", (request) => request.url().startsWith(site.address) || page.faults.push(request.url()));
  return page;
}

/** The words that stand under a box of a page, as another program reads them. */
function wordsUnder(file, number, box) {
  const xml = execFileSync("pdftotext", ["-bbox", "-f", String(number), "-l", String(number), file, "-"], { encoding: "utf8" });
  const words = [];
  for (const [, x0, y0, x1, y1, word] of xml.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)) {
    const [x, y] = [(Number(x0) + Number(x1)) / 2, (Number(y0) + Number(y1)) / 2];
    if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height) words.push(word);
  }
  return words.join(" ").normalize("NFC");
}

/** What is lit on the page: the box in points, and the words that it stands for. */
function lit(page) {
  return page.evaluate(() => {
    const link = document.querySelector("svg.page a.lit");
    const at = (name) => Number(link.querySelector("rect").getAttribute(name));
    return { words: link.getAttribute("aria-label"), box: { x: at("x"), y: at("y"), width: at("width"), height: at("height") } };
  });
}

test("by mouse: a search leads to the lit words on the page", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await page.fill("#q", "thong tu 27/2020");
  await page.click("form.search button");
  await page.waitForSelector("article.hit");
  assert.match(await page.textContent("main"), /Năm học 2024-2025/);
  await page.click("article.hit .places a");
  await page.waitForSelector("svg.page a.lit rect");
  assert.ok(await page.isVisible("li.lit"), "the row is lit as well");
  assert.match((await lit(page)).words, /27\/2020/);
  // A click on a box lights its row.
  const other = page.locator("svg.page a:not(.lit)").first();
  if (await other.count()) {
    const fact = await other.getAttribute("data-fact");
    await other.locator("rect").click();
    await page.waitForSelector(`#f${fact}.lit`);
  }
  assert.deepEqual(page.faults, []);
});

test("the box on the page covers the words", async () => {
  const page = await open();
  await page.goto(`${site.address}/documents`);
  const links = await page.$$eval(".documents a", (all) => all.map((link) => link.getAttribute("href")));
  let compared = 0;
  for (const link of links) {
    if (compared >= 45) break;
    await page.goto(`${site.address}${link}?tab=attributes`);
    const file = await page.evaluate(() => [...document.querySelectorAll("dt")].find((dt) => dt.textContent === "Tệp")?.nextElementSibling.textContent);
    if (!file?.endsWith(".pdf")) continue;
    for (const tab of ["references", "deadlines"]) {
      await page.goto(`${site.address}${link}?tab=${tab}`);
      const rows = await page.$$eval("ol.factlist a.go", (all) => all.slice(0, 3).map((row) => row.getAttribute("href")));
      for (const row of rows) {
        await page.goto(`${site.address}${row}`);
        if (!(await page.$("svg.page a.lit"))) continue;
        const { words, box } = await lit(page);
        const number = Number(new URL(page.url()).searchParams.get("page"));
        const under = wordsUnder(file, number, box);
        // A scan has no words for the other program to read.
        if (!under) continue;
        const first = words.normalize("NFC").split(" ")[0];
        assert.ok(under.includes(first), `${file} page ${number}: “${words}” is not under its box, but “${under}”`);
        compared += 1;
      }
    }
  }
  assert.ok(compared >= 40, `${compared} boxes were compared`);
});

test("by keyboard alone: search, rows, pages", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await page.keyboard.press("/");
  await page.keyboard.type("Thông tư 27/2020");
  await page.keyboard.press("Enter");
  await page.waitForSelector("article.hit");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForSelector("svg.page a.lit rect");
  await page.keyboard.press("n");
  await page.waitForURL(/page=/);
  await page.keyboard.press("?");
  await page.waitForURL(/\/help$/);
  // Without the script's keys: the first stop leads past the menu.
  await page.goto(`${site.address}/deadlines`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  assert.deepEqual(page.faults, []);
});

/** Goes to what is wanted by Tab alone, as who has no mouse does. */
async function reach(page, wanted) {
  for (let stops = 0; stops < 400; stops += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement.matches(selector), wanted)) return;
  }
  assert.fail(`${wanted} is not to be reached by Tab on ${page.url()}`);
}

/** Chooses a value in the list that Tab leads to, by the arrow keys. */
async function choose(page, list, value) {
  await reach(page, list);
  await page.keyboard.press("Home");
  for (let steps = 0; steps < 60; steps += 1) {
    if (await page.evaluate((wanted) => document.activeElement.value === wanted, value)) return;
    await page.keyboard.press("ArrowDown");
  }
  assert.fail(`${list} has no ${value}`);
}

test("by keyboard alone: the deadlines of a year, and one on its page", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await reach(page, "nav.menu a[href='/deadlines']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/deadlines/);
  await choose(page, "main select[name=year]", "2024-2025");
  await reach(page, "main form button");
  await page.keyboard.press("Enter");
  await page.waitForURL(/year=2024-2025/);
  await reach(page, "main a[href*='fact=']");
  await page.keyboard.press("Enter");
  await page.waitForSelector("svg.page a.lit rect");
  assert.deepEqual(page.faults, []);
});

test("by keyboard alone: targets of two years, and both pages side by side", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await reach(page, "nav.menu a[href='/compare']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/compare/);
  await choose(page, "select[name=old]", "2023-2024");
  await choose(page, "select[name=new]", "2024-2025");
  await choose(page, "select[name=level]", "tieu-hoc");
  await reach(page, "main form button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("table.compare");
  await reach(page, "td a[href*='/compare/pages']");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".sides section:nth-child(2) svg.page a.lit");
  assert.deepEqual(page.faults, []);
});

test("by keyboard alone: a draft is pasted and checked", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await reach(page, "nav.menu a[href='/check']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/check/);
  await reach(page, "textarea[name=text]");
  await page.keyboard.insertText("Thực hiện Thông tư số 22/2016/TT-BGDĐT ngày 22/9/2016 của Bộ Giáo dục và Đào tạo.");
  await reach(page, "main form button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("article.finding");
  assert.match(await page.textContent("article.finding"), /27\/2020/, "what replaced it");
  assert.deepEqual(page.faults, []);
});

test("by mouse: targets of two years, a figure on its page, and both pages side by side", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await page.click("nav.menu a[href='/compare']");
  await page.selectOption("select[name=old]", "2023-2024");
  await page.selectOption("select[name=new]", "2024-2025");
  await page.selectOption("select[name=level]", "tieu-hoc");
  await page.click("main form button");
  await page.click(".chips a.raised");
  await page.waitForURL(/change=raised/);
  assert.equal(await page.locator("td .change:not(.raised)").count(), 0, "only what was raised is left");
  await page.click("td a:has-text('hai trang') >> nth=0");
  await page.waitForSelector(".sides section:nth-child(2) svg.page a.lit");
  assert.equal(await page.locator(".sides svg.page a.lit").count() >= 2, true);
  await page.goBack();
  await page.click("table.compare tbody td:nth-child(4) a >> nth=0");
  await page.waitForSelector("svg.page a.lit");
  assert.deepEqual(page.faults, []);
});

test("by keyboard: a search is kept, and the first page says what is new in it", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await page.keyboard.press("/");
  await page.keyboard.type("hoc 2 buoi/ngay");
  await page.keyboard.press("Enter");
  await page.waitForSelector("form.save");
  await page.focus("form.save input[name=name]");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Hai buổi mỗi ngày");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".said >> text=Hai buổi mỗi ngày");
  await page.goto(`${site.address}/`);
  assert.match(await page.textContent("section[aria-labelledby=searches]"), /Hai buổi mỗi ngày.*không có gì mới/s);
  assert.deepEqual(page.faults, []);
});

test("by mouse: a draft is checked", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await page.click("nav.menu a[href='/check']");
  await page.setInputFiles("input[type=file]", {
    name: "du-thao.txt",
    mimeType: "text/plain",
    buffer: Buffer.from("An Bình, ngày 05 tháng 9 năm 2024\nCông khai theo Thông tư số 36/2017/TT-BGDĐT ngày 28/12/2017.\n"),
  });
  await page.click("main button[type=submit]");
  await page.waitForSelector("article.finding.error");
  assert.match(await page.textContent("article.finding.error"), /09\/2024\/TT-BGDĐT/);
  assert.deepEqual(page.faults, []);
});

test("by mouse: a fact is confirmed, another is set right, a third dismissed", async () => {
  const page = await open();
  await page.goto(`${site.address}/`);
  await page.click("nav.menu a[href='/review']");
  await page.click("nav.tabs a >> text=Thời hạn");
  assert.ok(await page.isVisible("svg.crop rect"), "the place on the page is shown");
  await page.click("button[value=confirm]");
  await page.waitForSelector(".said >> text=đã xác nhận");
  await page.click(".correct summary");
  await page.fill(".correct input[name=end]", "17/3/2031");
  await page.click(".correct button[value=correct]");
  await page.waitForSelector(".said >> text=đã sửa");
  await page.click(".item button[value=dismiss]");
  await page.waitForSelector(".said >> text=đã bỏ");
  await page.goto(`${site.address}/reviewed`);
  for (const state of ["confirmed", "corrected", "dismissed"]) assert.ok(await page.isVisible(`.review.${state}`), state);
  assert.deepEqual(page.faults, []);
});

test("by keyboard alone: A, S and D, one fact after the other", async () => {
  const page = await open();
  await page.goto(`${site.address}/review?kind=target`);
  const asked = () => page.getAttribute(".item input[name=at]", "value");
  const first = await asked();
  await page.keyboard.press("a");
  await page.waitForSelector(".said >> text=đã xác nhận");
  const second = await asked();
  assert.notEqual(second, first);
  await page.keyboard.press("s");
  await page.waitForSelector(".correct[open]");
  await page.keyboard.press("End");
  await page.keyboard.type(" (đã sửa tay)");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".said >> text=đã sửa tay");
  assert.notEqual(await asked(), second);
  await page.keyboard.press("n");
  await page.waitForURL(/skip=1/);
  await page.keyboard.press("d");
  await page.waitForSelector(".said >> text=đã bỏ");
  assert.deepEqual(page.faults, []);
});

test("the language is one click away", async () => {
  const page = await open();
  await page.goto(`${site.address}/deadlines?year=2024-2025`);
  await page.click("form.language button");
  await page.waitForSelector("html[lang=en]");
  assert.match(page.url(), /\/deadlines\?year=2024-2025$/);
  assert.equal(await page.textContent("h1"), "Deadlines");
});

test("every page works with JavaScript off", async () => {
  const page = await open({ javaScriptEnabled: false });
  for (const [name, path] of pages(1, work, sides)) {
    const answer = await page.goto(`${site.address}${path}`);
    assert.equal(answer.status(), name === "missing" ? 404 : 200, path);
    assert.ok((await page.textContent("h1")).length > 0, path);
  }
  await page.goto(`${site.address}/`);
  await page.fill("#q", "27/2020");
  await page.press("#q", "Enter");
  await page.click("article.hit .places a");
  assert.ok(await page.isVisible("svg.page a.lit rect"));
  await page.click("nav.tabs a >> nth=2");
  assert.match(page.url(), /tab=targets/);
});

for (const theme of ["light", "dark"]) {
  for (const width of [390, 1280]) {
    test(`no barrier is found at ${width} pixels, ${theme}`, async () => {
      const page = await open({ viewport: { width, height: 900 }, colorScheme: theme });
      for (const [name, path] of pages(1, work, sides)) {
        await page.goto(`${site.address}${path}`);
        await page.screenshot({ path: `${screenshots}/${name}-${width}-${theme}.png`, fullPage: name !== "targets" });
        const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
        const said = found.violations.map((fault) => `${fault.id}: ${fault.nodes[0].html}`);
        assert.deepEqual(said, [], `${path} at ${width}, ${theme}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);
        assert.ok(!wide, `${path} at ${width} is wider than the window`);
      }
    });
  }
}
