/** Where the API is, unless `--api-url` says otherwise. */
export const defaultApiUrl = 'https://api.criteo.com';
