/** The look of the HTML reports, in light and dark. Its hash is the only style the page's policy allows. */
export const pageStyle: string = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --sunken: #f0f2f5; --line: #dfe3e8; --strong-line: #c4cad3;
  --text: #1b2430; --soft: #576272; --link: #0b5fce; --focus: #0b5fce;
  --create: #14713a; --create-bg: #e3f5e9; --update: #8a5a00; --update-bg: #fdf1d3;
  --replace: #7437c4; --replace-bg: #f1e8fd; --delete: #b3261e; --delete-bg: #fde8e6;
  --info: #0b5fce; --info-bg: #e5effd;
  --shadow: 0 1px 2px rgb(20 30 50 / .06), 0 4px 16px rgb(20 30 50 / .05);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151b; --card: #1a2029; --sunken: #141a22; --line: #2c3542; --strong-line: #465366;
    --text: #e6eaf0; --soft: #a1adbd; --link: #7db2ff; --focus: #7db2ff;
    --create: #6fd58f; --create-bg: #15301f; --update: #f0c061; --update-bg: #352a10;
    --replace: #c4a1f7; --replace-bg: #2b2040; --delete: #ff9a91; --delete-bg: #3d1a18;
    --info: #7db2ff; --info-bg: #14263f;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 400 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, p, ul, ol, dl, dd, fieldset, figure { margin: 0; padding: 0; border: 0; }
h1 { font-size: 1.6rem; line-height: 1.2; font-weight: 700; letter-spacing: -.015em; }
h2 { font-size: 1.15rem; line-height: 1.3; font-weight: 650; letter-spacing: -.005em; }
h3 { font-size: .78rem; font-weight: 600; color: var(--soft); text-transform: uppercase; letter-spacing: .06em; }
ul, ol { list-style: none; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
del, ins { text-decoration: none; }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 6px; }
.spoken {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap;
}
.skip { position: absolute; left: 1rem; top: -4rem; padding: .5rem 1rem; background: var(--card); color: var(--link); border-radius: 8px; }
.skip:focus { top: 1rem; z-index: 2; }
.wrap { max-width: 66rem; margin: 0 auto; padding: 0 1.25rem; }
.masthead { background: var(--card); border-bottom: 1px solid var(--line); padding: 2rem 0 1.75rem; }
.target { color: var(--soft); font-size: .95rem; margin-bottom: .35rem; }
.target b { color: var(--text); font-weight: 600; }
.lead { color: var(--soft); margin-top: .4rem; max-width: 46rem; }
.tally { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
.tally li {
  min-width: 6.5rem; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: 12px;
  background: var(--sunken); color: var(--soft); font-size: .875rem; line-height: 1.3;
}
.tally b { display: block; font-size: 1.6rem; line-height: 1.15; font-weight: 700; font-variant-numeric: tabular-nums; }
.tally .create { background: var(--create-bg); color: var(--create); border-color: transparent; }
.tally .update { background: var(--update-bg); color: var(--update); border-color: transparent; }
.tally .replace { background: var(--replace-bg); color: var(--replace); border-color: transparent; }
.tally .delete { background: var(--delete-bg); color: var(--delete); border-color: transparent; }
main.wrap { padding-top: 1.75rem; padding-bottom: 1rem; }
main > section, .group { margin-bottom: 2rem; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 1.1rem 1.25rem; box-shadow: var(--shadow); }
.panel h2 { margin-bottom: .6rem; }
.panel li + li { margin-top: .5rem; }
.attention { border-left: 4px solid var(--update); }
.refused { border-left: 4px solid var(--delete); }
.refused h2 { color: var(--delete); }
.attention ol { counter-reset: n; }
.attention ol > li { counter-increment: n; padding-left: 2.1rem; position: relative; }
.attention ol > li::before {
  content: counter(n); position: absolute; left: 0; top: .1rem; width: 1.4rem; height: 1.4rem;
  border-radius: 50%; background: var(--update-bg); color: var(--update);
  font-size: .8rem; line-height: 1.4rem; font-weight: 700; text-align: center;
}
.name { font-weight: 600; }
.way-out { color: var(--soft); }
.filters {
  display: grid; grid-template-columns: minmax(12rem, 1fr) auto; gap: .75rem 1rem; align-items: end;
  margin-bottom: 1.25rem;
}
.filters label, .filters legend { display: block; font-size: .8rem; font-weight: 600; color: var(--soft); margin-bottom: .25rem; padding: 0; }
.filters input[type=search], .filters select, .button {
  font: inherit; font-size: .95rem; color: var(--text); background: var(--card);
  border: 1px solid var(--strong-line); border-radius: 9px; padding: .45rem .7rem; min-height: 2.5rem;
}
.filters input[type=search] { width: 100%; }
.selects { display: flex; flex-wrap: wrap; gap: .75rem; }
.selects select { max-width: 14rem; }
.chips { display: flex; flex-wrap: wrap; gap: .5rem; }
.chips label { margin: 0; position: relative; }
.chips input { position: absolute; opacity: 0; inset: 0; width: 100%; height: 100%; margin: 0; cursor: pointer; }
.chips span {
  display: inline-flex; align-items: center; gap: .4rem; padding: .35rem .8rem; min-height: 2.25rem;
  border: 1px solid var(--strong-line); border-radius: 999px; background: var(--card);
  color: var(--text); font-size: .9rem; font-weight: 500;
}
.chips input:checked + span { background: var(--info-bg); border-color: var(--info); color: var(--info); }
.chips input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 2px; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; grid-column: 1 / -1; justify-content: space-between; }
.tools p { color: var(--soft); font-size: .9rem; }
.button { cursor: pointer; font-weight: 500; padding: .35rem .8rem; min-height: 2.25rem; font-size: .9rem; }
.show {
  cursor: pointer; font: inherit; font-size: .875rem; padding: 0 .5rem; color: var(--link);
  background: none; border: 1px solid var(--line); border-radius: 8px;
}
.show:hover { border-color: var(--soft); }
.button:hover, .filters select:hover { border-color: var(--soft); }
.group > h2 { margin-bottom: .7rem; }
.alike { border: 1px solid var(--line); border-radius: 14px; padding: .8rem .8rem .3rem; margin-bottom: .8rem; }
.alike > h3 { font-size: 1rem; text-transform: none; letter-spacing: normal; }
.alike > p { color: var(--soft); margin-bottom: .6rem; }
.group > h2 span { color: var(--soft); font-weight: 400; }
.change {
  background: var(--card); border: 1px solid var(--line); border-left-width: 4px; border-radius: 12px;
  margin-bottom: .6rem; box-shadow: var(--shadow);
}
.many .change { content-visibility: auto; contain-intrinsic-size: auto 3.4rem; }
.change[data-action=create] { border-left-color: var(--create); }
.change[data-action=update] { border-left-color: var(--update); }
.change[data-action=replace] { border-left-color: var(--replace); }
.change[data-action=delete] { border-left-color: var(--delete); }
.change[data-action=affected] { border-left-color: var(--info); }
.change[data-action=failed], .change[data-action=refused] { border-left-color: var(--delete); }
.change[data-action=dangerous] { border-left-color: var(--update); }
.project .change { box-shadow: none; margin-top: .6rem; }
.body > ul, .body > ol { margin-top: .65rem; }
.body > ol { list-style: decimal; padding-left: 1.2rem; }
.change > summary {
  display: grid; grid-template-columns: 5.6rem minmax(0, 1fr) auto 1rem; gap: .3rem .9rem; align-items: center;
  padding: .75rem 1rem; cursor: pointer; list-style: none; border-radius: 10px;
}
.project > summary { grid-template-columns: 7rem minmax(0, 1fr) auto 1rem; }
.change > summary::-webkit-details-marker { display: none; }
.change > summary::after {
  content: ""; width: .5rem; height: .5rem; border: solid var(--soft); border-width: 0 2px 2px 0;
  transform: rotate(45deg) translate(-2px, -2px); justify-self: end;
}
.change[open] > summary::after { transform: rotate(225deg) translate(-2px, -2px); }
.change > summary:hover .name { text-decoration: underline; text-underline-offset: 3px; text-decoration-color: var(--strong-line); }
.verb {
  display: inline-flex; justify-content: center; gap: .35rem; padding: .12rem .55rem; border-radius: 999px;
  font-size: .82rem; font-weight: 650; white-space: nowrap;
}
.verb.create { background: var(--create-bg); color: var(--create); }
.verb.update { background: var(--update-bg); color: var(--update); }
.verb.replace { background: var(--replace-bg); color: var(--replace); }
.verb.delete { background: var(--delete-bg); color: var(--delete); }
.verb.affected { background: var(--info-bg); color: var(--info); }
.verb.failed, .verb.refused, .verb.deleting { background: var(--delete-bg); color: var(--delete); }
.verb.dangerous { background: var(--update-bg); color: var(--update); }
.verb.changing, .verb.left { background: var(--info-bg); color: var(--info); }
.verb.unchanged { background: var(--sunken); color: var(--soft); }
.facts { display: flex; flex-wrap: wrap; gap: .35rem; justify-content: flex-end; }
.pill { padding: .1rem .6rem; border-radius: 999px; background: var(--sunken); color: var(--soft); font-size: .82rem; white-space: nowrap; }
.project .pill { white-space: normal; }
.pill.live { background: var(--info-bg); color: var(--info); font-weight: 600; }
.pill.lost { background: var(--delete-bg); color: var(--delete); font-weight: 600; }
.body { padding: .25rem 1rem 1.1rem; border-top: 1px solid var(--line); margin: 0 0 0; }
.row { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: .15rem 1rem; padding: .65rem 0 0; }
.row h3 { padding-top: .22rem; }
.row ol { list-style: decimal; padding-left: 1.2rem; }
.place { color: var(--soft); font-size: .9rem; }
.trees { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: .75rem; }
.tree { background: var(--sunken); border-radius: 10px; padding: .7rem .85rem .8rem; }
.tree figcaption { font-size: .8rem; font-weight: 600; color: var(--soft); margin-bottom: .35rem; }
.tree ul ul { margin-left: .55rem; padding-left: .85rem; border-left: 2px solid var(--line); }
.tree li { padding: .1rem 0; }
.operator { font-size: .82rem; font-weight: 600; color: var(--soft); font-style: italic; }
.tree .minus, .diff .minus { background: var(--delete-bg); color: var(--delete); }
.tree .plus, .diff .plus { background: var(--create-bg); color: var(--create); }
.mark { display: inline-block; border-radius: 6px; padding: .02rem .45rem; }
.minus .operator, .plus .operator { color: inherit; }
.diff { background: var(--sunken); border-radius: 10px; padding: .6rem .85rem; font-size: .93rem; }
.diff + .diff { margin-top: .5rem; }
.diff p { color: var(--soft); font-size: .85rem; font-weight: 600; }
.diff li { margin-top: .2rem; }
.side { color: var(--soft); font-size: .8rem; font-weight: 600; margin-right: .4rem; }
.list li { padding: .45rem 0; border-top: 1px solid var(--line); }
.list li:first-child { border-top: 0; padding-top: 0; }
.panel .list li + li { margin-top: 0; }
.level { font-weight: 650; }
.level.warning { color: var(--update); }
.level.error { color: var(--delete); }
footer { border-top: 1px solid var(--line); padding: 1.25rem 0 2.5rem; color: var(--soft); font-size: .9rem; }
footer p + p { margin-top: .45rem; }
.command { display: block; margin-top: .3rem; padding: .6rem .8rem; border-radius: 9px; background: var(--sunken); border: 1px solid var(--line); color: var(--text); user-select: all; }
@media (max-width: 44rem) {
  .masthead { padding: 1.4rem 0 1.25rem; }
  h1 { font-size: 1.35rem; }
  .tally { display: grid; grid-template-columns: repeat(4, 1fr); gap: .5rem; }
  .tally li { min-width: 0; padding: .5rem .6rem; font-size: .78rem; }
  .tally b { font-size: 1.3rem; }
  .filters { grid-template-columns: minmax(0, 1fr); }
  .change > summary { grid-template-columns: auto minmax(0, 1fr) 1rem; }
  .change > summary .title { grid-column: 1 / 3; grid-row: 2; }
  .change > summary .facts { grid-column: 1 / -1; grid-row: 3; justify-content: flex-start; }
  .change > summary::after { grid-column: 3; grid-row: 1; }
  .row { grid-template-columns: minmax(0, 1fr); }
}
@media (prefers-reduced-motion: no-preference) { .change > summary::after { transition: transform .15s; } }
@media print {
  .filters, .skip { display: none !important; }
  body { background: none; }
  .change { break-inside: avoid; box-shadow: none; content-visibility: visible; }
}
`;

/** SHA-256 of the style, as the page's policy names it. */
export const pageStyleHash: string = 'sha256-++fLrBxClb0fszTkXbVs+GdTcvWrFwfYskTG4mhkjn4=';
