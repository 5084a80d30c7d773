/** How members are put on the contact lists of a platform, and taken off. */
import type { AmendOperation } from '../model/remote/members-remote.ts';

/** What identifiers of a type look like, and so which formats and digests there are of them. */
export type IdentifierForm = 'email' | 'phone' | 'madid' | 'opaque';

/** The contact-list pages and the OpenAPI files differ in all of these. */
export interface ContactListEndpoints {
  /** Requests for one list: `below` follows `…/audience-segments/{id}/contact-list`. */
  readonly amend: { readonly method: 'PATCH' | 'POST'; readonly below: string };
  readonly clear: { readonly method: 'DELETE' | 'POST'; readonly below: string };
  readonly statistics: { readonly below: string };
  /** Whether its lists were audiences before there were segments, with endpoints of their own. */
  readonly hasLegacyEndpoints: boolean;
  /** Whether rows say which lists the API may not change. */
  readonly tellsReadOnly: boolean;
  /** The `type` that an amendment carries. */
  readonly itemType: string;
  /** What an amendment calls adding and removing. */
  readonly operations: Readonly<Record<AmendOperation, string>>;
  /** The types of identifiers that an amendment takes, spelt as it wants them. */
  readonly identifierTypes: Readonly<Record<string, IdentifierForm>>;
}
