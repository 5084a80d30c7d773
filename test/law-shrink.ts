/** Drops lines of a text while something stays true. */
export function shrinkLines(text: string, line: number, holds: (text: string, line: number) => boolean): string {
  let lines = text.split('\n'); let at = line - 1;
  for (let size = Math.ceil(lines.length / 2); size >= 1; ) {
    let changed = false;
    for (let i = 0; i < lines.length; ) {
      if (i <= at && at < i + size) { i += size === 1 ? 1 : 1; continue; }
      const next = [...lines.slice(0, i), ...lines.slice(i + size)]; const nat = i < at ? at - Math.min(size, lines.length - i) : at;
      let ok = false; try { ok = holds(next.join('\n'), nat + 1); } catch {}
      if (ok) { lines = next; at = nat; changed = true; } else i += 1;
    }
    if (!changed || size === 1) { if (size === 1 && !changed) break; size = size === 1 ? 1 : Math.ceil(size / 2); }
  }
  return lines.join('\n');
}
