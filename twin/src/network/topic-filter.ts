/** Whether an MQTT filter matches a topic: `+` is one level, a last `#` is this level and all below. */
export function matchesTopic(filter: string, topic: string): boolean {
  if (filter === topic) return true;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (let index = 0; index < wanted.length; index += 1) {
    const level = wanted[index];
    if (level === '#') return true;
    if (index >= levels.length || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
