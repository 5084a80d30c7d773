const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
/** What a device reports whose owner does not want to be tracked: the same one for everybody. */
const withheld = '00000000-0000-0000-0000-000000000000';

/** A mobile advertising ID in lower case; null for what is none. */
export function normaliseMadid(text: string): string | null {
  const id = text.trim().toLowerCase();
  return uuid.test(id) && id !== withheld ? id : null;
}
