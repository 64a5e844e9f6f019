export const id = 951;
export const ids = [951];
export const modules = {

/***/ 38951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  validateCommand: () => (/* binding */ validateCommand)
});

// EXTERNAL MODULE: ./build/domain/usage-error.js
var usage_error = __webpack_require__(28801);
// EXTERNAL MODULE: ./build/config/find-suites.js
var find_suites = __webpack_require__(46604);
// EXTERNAL MODULE: ./build/config/settings.js
var config_settings = __webpack_require__(14318);
// EXTERNAL MODULE: ./build/config/suite.js + 3 modules
var config_suite = __webpack_require__(89935);
// EXTERNAL MODULE: ./build/config/target.js + 3 modules
var config_target = __webpack_require__(34696);
// EXTERNAL MODULE: ./build/targets/index.js + 15 modules
var targets = __webpack_require__(68055);
// EXTERNAL MODULE: ./build/jobs/load-change.js + 4 modules
var load_change = __webpack_require__(34456);
;// CONCATENATED MODULE: ./build/jobs/validate.js







/** Checks the policy and the suites of a tree, all of them at once, so that one run names everything there is to mend. */
async function validate(tree, only) {
    const text = await tree.read(load_change/* POLICY_FILE */.C);
    const settings = text === undefined
        ? {
            ok: false,
            issues: [
                {
                    where: load_change/* POLICY_FILE */.C,
                    path: '',
                    expected: 'a policy file at the top of the repository',
                    received: `none in ${tree.name}`,
                    mend: 'write one (docs/configuration.md)',
                },
            ],
        }
        : (0,config_settings/* checkSettings */.EW)(text, load_change/* POLICY_FILE */.C);
    const issues = settings.ok ? [] : [...settings.issues];
    const globs = settings.ok ? settings.settings.suites : ['suites/*'];
    const directories = await collect(issues, () => (0,find_suites/* findSuites */.f)(tree, globs));
    const suites = [];
    for (const directory of directories ?? []) {
        if (only.length > 0 && !only.some((name) => isNamed(directory, name)))
            continue;
        const checked = await (0,config_suite/* checkSuite */.rV)(tree, directory);
        if (!checked.ok)
            issues.push(...checked.issues);
        const scorersDigest = checked.ok ? checked.suite.scorersDigest : '';
        const target = await collect(issues, () => (0,config_target/* readTarget */._)(tree, directory, { scorersDigest, registry: targets/* targets */.z }));
        if (!checked.ok || target === undefined)
            continue;
        const { suite } = checked;
        if (!suite.allowedTargets.includes(target.type)) {
            issues.push({
                where: target.path,
                path: 'type',
                expected: `one of the types that suite.yaml allows (${suite.allowedTargets.join(', ')})`,
                received: `"${target.type}"`,
            });
        }
        suites.push({
            name: suite.name,
            directory,
            cases: suite.cases.length,
            metrics: suite.metrics.length,
            gated: suite.metrics.filter((metric) => metric.gate).length,
            target: target.type,
        });
    }
    for (const name of only) {
        if (directories?.some((directory) => isNamed(directory, name)) === false) {
            issues.push({
                where: name,
                path: '',
                expected: `a suite folder (${directories.join(', ') || 'none was found'})`,
                received: `"${name}"`,
            });
        }
    }
    return { suites, issues };
}
function isNamed(directory, name) {
    const plain = name.replace(/\/$/, '');
    return directory === plain || directory.split('/').at(-1) === plain;
}
async function collect(issues, read) {
    try {
        return await read();
    }
    catch (error) {
        if (!(error instanceof usage_error/* UsageError */.e))
            throw error;
        issues.push(...error.issues);
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/repository/local-change.js
var local_change = __webpack_require__(95239);
// EXTERNAL MODULE: ./build/repository/local-repository.js + 10 modules
var local_repository = __webpack_require__(6482);
// EXTERNAL MODULE: ./build/entry/console.js + 1 modules
var entry_console = __webpack_require__(66649);
;// CONCATENATED MODULE: ./build/entry/commands/validate.js





/** `steelyard validate [suite…]`: checks the policy and suites of the work tree; exit 3 with all there is to mend. */
async function validateCommand(suites, options) {
    const console = (0,entry_console/* createConsole */.s)(process.env);
    const repository = await (0,local_repository/* openRepository */.h)(process.cwd(), process.env);
    try {
        const change = (0,local_change/* localChange */.W)(repository, { head: options.head, base: 'HEAD' });
        const result = await validate(await change.head(), suites);
        for (const suite of result.suites) {
            console.print(`${suite.name}: ${suite.cases} cases, ${suite.metrics} metrics (${suite.gated} gated), target ${suite.target}\n`);
        }
        for (const issue of result.issues)
            console.say((0,usage_error/* describeIssue */.n)(issue));
        if (result.issues.length > 0)
            console.say(`${result.issues.length} to mend`);
        return result.issues.length === 0 ? 0 : 3;
    }
    finally {
        repository.close();
    }
}


/***/ })

};
