/**
 * Why a run that asks first was refused, and how to approve it.
 * @param wasAsked whether a person was there, and said no.
 */
export function notApproved(wasAsked: boolean): string {
  return wasAsked
    ? 'Refused: you did not answer "yes". Nothing was changed.'
    : 'Refused: there is no terminal to ask for approval on. To apply without being asked, give --auto-approve.';
}
