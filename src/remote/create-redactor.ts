/** Takes what must not be seen out of texts that others wrote, such as the details of errors. */
export interface Redactor {
  add(secret: string): void;
  redact(text: string): string;
}

/** Shorter ones would blot out ordinary words; real secrets and tokens are longer by far. */
const shortestSecret = 8;

export function createRedactor(): Redactor {
  const secrets = new Set<string>();
  return {
    add: (secret) => {
      if (secret.length >= shortestSecret) secrets.add(secret);
    },
    redact: (text) => {
      let clean = text;
      for (const secret of secrets) clean = clean.replaceAll(secret, '[redacted]');
      return clean;
    },
  };
}
