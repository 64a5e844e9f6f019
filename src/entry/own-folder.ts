/** Where results go unless somebody says otherwise, and where attempts are counted on this machine. */
export const OWN_FOLDER = '.steelyard';
