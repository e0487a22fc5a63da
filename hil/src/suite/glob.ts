/** Globs over the ids of tests. */

/** `*` is any text, `/` too; `?` one character. The whole id must match. */
export function globMatches(glob: string, id: string): boolean {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(id);
}
