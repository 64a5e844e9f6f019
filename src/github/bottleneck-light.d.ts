/** The part of Bottleneck that Octokit's throttling plugin loads, which comes without types. */
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck';
}
