#!/usr/bin/python3
"""Measure what duedesk promises of its own speed and size:
run.py [--build DIR] [--write-baseline]

DIR (default: the folder we are in) has the programs. Prints a table and fails
if a figure is not reached. Rates of two programs are measured in turn, in one
run, and only their ratio counts. Writes nothing into the checkout, except for
the baseline when told to. DUEDESK_BENCH_HOME=DIR keeps the desk with its
100,000 tickets in DIR for the next run. DUEDESK_BENCH_DATA=DIR is where the one
with 1,000,000 is kept; without it that is not measured. --large: only that.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import bench_apply
import bench_browser
import bench_calc
import bench_desk
import bench_export
import bench_large
import bench_pages
import bench_steps
import bench_waits
import load
from desk import sanitized
from report import Report


def calendars(report, build):
    run = subprocess.run(
        [build / "tests/bench/bench_calendar"],
        capture_output=True,
        text=True,
        check=True,
    )
    for what, ns in re.findall(r"^calendar (.*): (\d+) ns$", run.stdout, re.M):
        if what.startswith(("add, ", "work, ")):
            report.at_most(f"calendar {what}", int(ns), 1000, "{:,.0f} ns")
        else:
            report.note(f"calendar {what}", f"{int(ns):,} ns")


def clocks(report, build):
    run = subprocess.run(
        [build / "tests/bench/bench_clock"], capture_output=True, text=True, check=True
    )
    for what, ns in re.findall(r"^clock, (.*): (\d+) ns$", run.stdout, re.M):
        report.at_most(f"clock, {what}", int(ns) / 1000, 20, "{:.1f} us")


def calc(report, build):
    seconds, mib = bench_calc.measure(build / "duedesk", 3)
    report.at_most("calc, 100,000 lines, 1,000 calendars", seconds, 4, "{:.2f} s")
    report.at_most("calc, memory", mib, 32, "{:.1f} MiB")


def page(report, what, company, client, path, share=0.5):
    p = bench_pages.page(company, client, path)
    print(
        f"  {what}: {path}, {p.statements} statements besides the session's,"
        f" {p.size:,} bytes"
    )
    report.note(f"{what}, duedesk", f"{p.compared.rate:,.0f} /s")
    report.note(f"{what}, bare program", f"{p.compared.other:,.0f} /s")
    report.at_least(f"{what}, of the bare program's", p.compared.ratio, share, "{:.0%}")


def pages(report, company):
    desk = company.desk
    agent = desk.client().enter(desk.people["agent"])
    manager = desk.client().enter(desk.people["manager"])
    rest = max(map(load.pss, desk.workers("fast")))
    with load.Watch(lambda: desk.workers("fast")) as watch:
        page(report, "inbox of five departments", company, agent, "/inbox")
        page(report, "inbox of everything", company, manager, "/inbox")
        path = bench_pages.ticket_path(company)
        page(report, "ticket page", company, agent, path)
        deep = bench_pages.deep_page(company, manager, 1000)
        rest = max(rest, *map(load.pss, desk.workers("fast")))
    report.note("inbox, page 1", f"{deep.other:,.0f} /s")
    report.note("inbox, page 1,000", f"{deep.rate:,.0f} /s")
    report.at_least("inbox, page 1,000 of page 1's", deep.ratio, 0.8, "{:.0%}")
    report.at_most("fast worker at rest, PSS", rest, 16, "{:.1f} MiB")
    report.at_most("fast worker under load, PSS", watch.most, 32, "{:.1f} MiB")


def first_pages(report, name, company):
    desk = company.desk
    manager = desk.client().enter(desk.people["manager"])
    with bench_browser.chromium() as driver:
        if not driver:
            report.skip("pages in a browser", "chromium or selenium is missing")
            return
        for what, path in (
            ("inbox", "/inbox"),
            ("ticket page", bench_pages.ticket_path(company)),
            ("SLA log", "/reports/log"),
        ):
            p = bench_browser.page(driver, manager, path)
            print(f"  {what}: {p.files:.0f} files")
            report.at_most(f"{name}{what}, transferred", p.bytes / 1000, 60, "{:.1f} KB")
            report.at_most(f"{name}{what}, largest paint", p.paint, 300, "{:.0f} ms")
            report.add(
                f"{name}{what}, layout shift", f"{p.shift:.3f}", "0", p.shift == 0
            )


def export(report, company):
    desk = company.desk
    manager = desk.client().enter(desk.people["manager"])
    rows, compared, more = bench_export.export(company, manager)
    print(f"  SLA log: {rows:,} rows")
    report.note("CSV of the SLA log, duedesk", f"{compared.rate:,.0f} rows/s")
    report.note("CSV of the SLA log, mariadb", f"{compared.other:,.0f} rows/s")
    report.at_least("CSV of the SLA log, of mariadb's", compared.ratio, 0.5, "{:.0%}")
    report.at_most("CSV of the SLA log, more memory", more, 16, "{:.1f} MiB")


def desk(report, build):
    print("a desk with 100,000 tickets ...", flush=True)
    with bench_desk.company(build) as company:
        if company.imported:
            report.at_least("import", company.imported, 5000, "{:,.0f} events/s")
        if shutil.which("wrk"):
            pages(report, company)
        else:
            report.skip("pages, workers under load", "wrk is not installed")
        first_pages(report, "", company)
        export(report, company)
        bench_apply.rate(report, company.desk, "100,000 tickets")


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--build", type=Path, default=Path.cwd())
    words.add_argument("--write-baseline", action="store_true")
    words.add_argument("--large", action="store_true")
    args = words.parse_args()
    build = args.build.resolve()
    if sanitized(build):
        sys.exit("bench: programs built with --enable-sanitizers are slow")
    report = Report()
    if not args.large:
        calendars(report, build)
        clocks(report, build)
        calc(report, build)
        bench_waits.measure(report, build)
        desk(report, build)
        bench_steps.once(report, build, 6000, 60000, ["tell the agent"])
    if args.large:
        bench_steps.once(report, build)
    if shutil.which("wrk"):
        bench_large.measure(report, build, page, first_pages,
                            bench_apply.measure)
    report.print()
    if args.write_baseline:
        report.write_baseline()
    report.exit()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main()
