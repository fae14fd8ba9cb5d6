/** One window of VS Code, used as a person does: with keys, the mouse and what is on the screen. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
/** How long a hover is waited for, in ms, before the mouse moves again. */
const HOVER = 3000;
const LINES = ".editor-instance .monaco-editor .view-lines";

/** Starts Chromium; the driver comes from where VS Code is installed. */
export async function launch(installed) {
  const { chromium } = createRequire(join(installed, "package.json"))("playwright-core");
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
}

/** Waits until something holds that is asked again and again. */
export async function until(what, holds) {
  for (let tried = 0; tried < 100; tried += 1) {
    if (await holds()) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`waited in vain until ${what}`);
}

export class Window {
  #pictures;

  constructor(page, pictures) {
    this.page = page;
    this.#pictures = pictures;
  }

  /** Opens a folder in a new window. */
  static async open(browser, address, pictures) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(address);
    await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: 90_000 });
    return new Window(page, pictures);
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  async type(text) {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /** What a selector finds with a text in it, once it is on the screen. */
  async seen(selector, hasText) {
    const found = this.page.locator(selector).filter({ hasText }).first();
    await found.waitFor();
    return found;
  }

  /** Types into the box at the top, and takes the choice with that text. */
  async choose(typed, choice) {
    await this.page.locator(".quick-input-widget .quick-input-box input").waitFor();
    await this.type(typed);
    await (await this.seen(".quick-input-list .monaco-list-row", choice)).click();
  }

  async openFile(name) {
    await this.press("Control+p");
    await this.choose(name, name);
    await this.seen(".tab.active", name);
    await this.page.locator(LINES).first().waitFor();
  }

  async runCommand(title) {
    await this.press("F1");
    await this.choose(title, title);
  }

  /** Puts the cursor at a line and column, from 1. */
  async goTo(line, column) {
    await this.press("Control+g");
    await this.page.locator(".quick-input-widget .quick-input-box input").waitFor();
    await this.type(`${String(line)}:${String(column)}`);
    await this.press("Enter");
    await this.seen(".statusbar-item", `Ln ${String(line)}, Col ${String(column)}`);
  }

  /** The box on the screen of a word in the text. */
  async boxOf(word) {
    const token = this.page.locator(`${LINES} .view-line span span`).filter({ hasText: word }).first();
    let box = null;
    // A line that is being drawn anew has no place for a moment.
    await until(`${word} is on the screen`, async () => {
      box = (await token.count()) > 0 ? await token.boundingBox() : null;
      return box !== null;
    });
    return box;
  }

  /** Whether one of the things that a selector finds lies below a word, as wide as it is; no, while either is drawn. */
  async underlines(selector, word) {
    const wanted = await this.boxOf(word);
    const boxes = await Promise.all((await this.page.locator(selector).all()).map((line) => line.boundingBox()));
    const near = (one, other) => Math.abs(one - other) < 4;
    return boxes.some(
      (box) =>
        box &&
        wanted &&
        near(box.x, wanted.x) &&
        near(box.width, wanted.width) &&
        near(box.y + box.height, wanted.y + wanted.height),
    );
  }

  /** The text of the hover over a word, once it holds what is expected; the word may move while lines come above it. */
  async hoverOver(word, expected) {
    const hover = this.page
      .locator(".monaco-hover:not(.hidden) .hover-contents, .monaco-hover:not(.hidden)")
      .filter({ hasText: expected })
      .first();
    await until(`the hover over ${word} says ${expected}`, async () => {
      const { x, y, width, height } = await this.boxOf(word);
      await this.page.mouse.move(x + width / 2 - 3, y + height / 2);
      await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      return hover.waitFor({ timeout: HOVER }).then(
        () => true,
        () => false,
      );
    });
    return hover.innerText();
  }

  /** The labels of the completion list. */
  async completions() {
    await this.press("Control+Space");
    await this.page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor();
    return this.page.locator(".suggest-widget.visible .monaco-list-row .label-name").allInnerTexts();
  }

  /** Takes a choice of the list that is open, with the arrows where it is not the first. */
  async takeChoice(label) {
    const list = ".suggest-widget.visible .monaco-list-row";
    await this.page.locator(`${list} .label-name`).getByText(label, { exact: true }).first().waitFor();
    const first = async () => (await this.page.locator(`${list}.focused .label-name`).first().innerText()) === label;
    for (let moved = 0; !(await first()); moved += 1) {
      assert.ok(moved < 12, `${label} is far down the list`);
      await this.press("ArrowDown");
    }
    await this.press("Enter");
    await this.page.locator(`${list} .label-name`, { hasText: label }).first().waitFor({ state: "hidden" });
  }

  /** Whether a preview or a page in the window holds a text. */
  async shows(text) {
    const bodies = this.page.frames().map((frame) =>
      frame
        .locator("body")
        .innerText()
        .catch(() => ""),
    );
    return (await Promise.all(bodies)).some((body) => body.includes(text));
  }

  /** A picture of the whole window. */
  async picture(name) {
    await this.page.screenshot({ path: join(this.#pictures, `${name}.png`) });
  }
}
