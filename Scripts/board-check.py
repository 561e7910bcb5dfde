"""Looks at the board in headless Chromium: signs in, reads it, acknowledges an alert, and has it checked by axe-core.

board-check.py ADDRESS TOKEN-FILE [FOLDER]: screenshots go to FOLDER. Prints what is wrong, and ends with 1 where anything is.
"""

import json
import shutil
import sys

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

address, token_file = sys.argv[1:3]
folder = sys.argv[3] if len(sys.argv) > 3 else None
token = open(token_file).read().strip()
troubles = []


def check(condition, words):
    if not condition:
        troubles.append(words)


def look(page, name):
    """What must hold of every page."""
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(overflow <= 0, f"{name}: {overflow} pixels stick out")
    # The policy forbids what axe-core needs as well; the browser is told to let this one script in (bypass_csp).
    for violation in Axe().run(page)["violations"]:
        nodes = [node["html"][:120] for node in violation["nodes"][:3]]
        troubles.append(f"{name}: {violation['id']}: {violation['help']}: {json.dumps(nodes)}")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def visit(browser, width, scheme, script):
    name = f"{width}-{scheme}{'' if script else '-without-script'}"
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=script, bypass_csp=script
    )
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(f"{name}: {error}"))
    page.on("requestfailed", lambda request: "stream" in request.url or troubles.append(f"{name}: {request.url} failed"))
    page.on("request", lambda request: check(request.url.startswith(address), f"{name}: asks {request.url}"))
    page.goto(address)
    if script:
        look(page, f"sign-in-{name}")
    page.fill("#token", token)
    page.click("text=Sign in >> visible=true >> nth=-1")
    page.wait_for_selector("#alerts")
    page.wait_for_load_state("networkidle" if not script else "load")
    check(page.locator("article.card").count() >= 2, f"{name}: the alerts are missing")
    if script:
        look(page, f"board-{name}")
        page.locator("details summary").first.click()
        check(page.locator("ul.tests").first.is_visible(), f"{name}: why is not shown")
        for path in ("/firings/f1", "/stories/s1", "/articles/a1"):
            other = context.new_page()
            other.goto(address + path, wait_until="load")
            look(other, path.strip("/").replace("/", "-") + "-" + name)
            other.close()
    return context, page


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for width in (390, 1280):
        for scheme in ("light", "dark"):
            context, page = visit(browser, width, scheme, True)
            context.close()
    # Without script: an alert is acknowledged, by the keyboard alone.
    context, page = visit(browser, 390, "light", False)
    page.focus("#note-f1")
    page.keyboard.type("seen from the board")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=acknowledged")
    context.close()
    browser.close()

print("\n".join(troubles) or "nothing is wrong")
sys.exit(1 if troubles else 0)
