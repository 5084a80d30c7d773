/** Words that no text for users has: readers are in a hurry, and many read English as a second language. */
export const unplainWords: readonly RegExp[] = [
  /\b(?:whoever|somebody|everybody|no one)\b/iu,
  // Of people: an audience "holds nobody", a change says that "nobody leaves".
  /(?<!\b(?:holds?|excludes?) )\bnobody\b(?! (?:enters|leaves)\b)/iu,
  /\b(?:anew|parted by|who acted|told once|a second look|goes on from there)\b/iu,
  /\b(?:is|are) to (?:be|go|stay|leave|keep)\b/iu,
  /\b(?:inside|outside) of\b/iu,
  /\bin place of\b/iu,
  /(?<!\bcannot )\b(?:tells?|told)\b/iu,
  /\bso that\b.*\balone\b/iu,
  /\b(?:taken?|takes) (?:\w+ )?(?:off|out)\b/iu,
  /\b(?:lets?|letting) (?:\w+ )?go\b/iu,
  /\b(?:where there is none|goes? missing|went missing|cut off|if it stays so)\b/iu,
  /\b(?:a door|the door|a wish|a slip|a hole|stands? beside|stands? in)\b/iu,
  // "is no list", for "is not a list".
  /(?<!\bthere )\b(?:is|are) no (?!longer\b|more\b|such\b)/iu,
];
