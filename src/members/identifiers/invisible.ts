/**
 * What cannot be seen, and so was not typed on purpose: controls, format characters such as
 * zero-width blanks, byte order marks, soft hyphens and marks of direction, halves of characters, and
 * what stands for bytes that were no text. (Unicode, DerivedCoreProperties and general categories.)
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd]/u;

export function hasInvisible(text: string): boolean {
  return invisible.test(text);
}
