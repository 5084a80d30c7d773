/**
 * Search and filters of the HTML pages: of the changes of a plan, or of what the `data-of` of the form
 * names. The script only reads the page and holds no data, so that
 * nothing from outside can become code. Its hash is the only script the page's policy allows.
 */
export const pageScript: string = `
(() => {
  const form = document.getElementById('filters');
  if (!form) return;
  const of = '.' + (form.dataset.of ?? 'change');
  const cards = [...document.querySelectorAll(of)];
  const status = document.getElementById('shown');
  const search = form.elements.namedItem('search');
  const fold = (text) => text.normalize('NFKD').replace(/\\p{M}/gu, '').toLowerCase();
  const inside = (card) => [...card.querySelectorAll('[data-search]')].map((each) => each.dataset.search);
  const texts = new Map(cards.map((card) => [card, fold([card.dataset.search, ...inside(card)].join(' '))]));
  const sizeOf = (card) => Number(card.dataset.count ?? 1);
  const all = cards.reduce((sum, card) => sum + sizeOf(card), 0);
  let only = null;
  const chosen = (name) => form.elements.namedItem(name)?.value ?? '';
  const update = () => {
    const words = fold(search.value).split(/\\s+/).filter(Boolean);
    const actions = new Set([...form.querySelectorAll('[name=action]:checked')].map((box) => box.value));
    const [kind, people, owner] = [chosen('kind'), chosen('people'), chosen('owner')];
    let shown = 0;
    for (const card of cards) {
      const { action, kind: ofKind, people: verdict, owner: ofOwner } = card.dataset;
      const fits =
        (only === null || only.has(card.dataset.number)) &&
        (actions.size === 0 || actions.has(action)) &&
        (kind === '' || kind === ofKind) &&
        (people === '' || people === verdict) &&
        (owner === '' || ofOwner.split(' ').includes(owner)) &&
        words.every((word) => texts.get(card).includes(word));
      card.hidden = !fits;
      if (fits) shown += sizeOf(card);
    }
    for (const group of document.querySelectorAll('.group')) {
      group.hidden = group.querySelector(of + ':not([hidden])') === null;
    }
    status.textContent = shown === all ? 'All ' + shown + ' shown' : shown + ' of ' + all + ' shown';
    document.getElementById('none').hidden = shown > 0;
  };
  form.addEventListener('input', update);
  form.addEventListener('reset', () => {
    only = null;
    setTimeout(update);
  });
  for (const button of document.querySelectorAll('[data-show]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      form.reset();
      only = new Set(button.dataset.show.split(' '));
      document.getElementById('changes').scrollIntoView();
      status.focus();
    });
  }
  form.addEventListener('submit', (event) => event.preventDefault());
  const setOpen = (open) => {
    for (const card of cards) if (!card.hidden) card.open = open;
  };
  document.getElementById('expand').addEventListener('click', () => setOpen(true));
  document.getElementById('collapse').addEventListener('click', () => setOpen(false));
  document.addEventListener('keydown', (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });
  form.hidden = false;
  update();
})();
`;

/** SHA-256 of the script, as the page's policy names it. */
export const pageScriptHash: string = 'sha256-RkqWefpL6/w8YoWqJQ/QH1t5ZRlQ56k6UhbO60fFCk0=';
