/** What is read elsewhere than on the terminal of the run, such as in a pull request, says itself that it is a rehearsal. */
const notice = 'This is of the sandbox: nothing of it is sent to Criteo.';

/** A paragraph before others. */
export function sandboxMarkdown(isSandbox = false): readonly string[] {
  return isSandbox ? ['', `**${notice}**`] : [];
}

export function sandboxHtml(isSandbox = false): readonly string[] {
  return isSandbox ? [`<p class="lead"><strong>${notice}</strong></p>`] : [];
}
