/** How much a pull-request comment says of several entities at once. */
export const commentLimits = {
  /** More entities than this are counted. */
  maxListed: 100,
  /** Of more entities than this, who exactly moves would fill the comment. */
  maxTold: 30,
  namesInRow: 3,
} as const;
