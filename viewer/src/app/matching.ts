/** Search as people type it: every word of the query must be in the text somewhere, in any case. */
export function matchesWords(text: string, query: string): boolean {
  const within = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}
