/** Client credentials are renewed as long as the run lasts; a given token is used as it is. */
export type Credentials = (
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly accessToken: string }
) & {
  /** Of the environment variables that they come from, so that advice can name these. */
  readonly suffix?: string;
};
