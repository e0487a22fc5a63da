/**
 * Delta debugging by removal: takes chunks out, all at first, then halves, quarters and in the end single items, as long as
 * `stillFails` holds for what is left. Returns what cannot be spared one by one.
 */
export function removeChunks<T>(items: readonly T[], stillFails: (kept: readonly T[]) => boolean): readonly T[] {
  let kept = items;
  let size = kept.length;
  while (size >= 1) {
    const before = kept.length;
    for (let start = 0; start < kept.length; ) {
      const candidate = [...kept.slice(0, start), ...kept.slice(start + size)];
      if (stillFails(candidate)) kept = candidate;
      else start += size;
    }
    // What was needed for an item that is gone may be spared now.
    const again = size === 1 && kept.length < before;
    if (!again) size = Math.min(Math.floor(size / 2), kept.length);
  }
  return kept;
}
