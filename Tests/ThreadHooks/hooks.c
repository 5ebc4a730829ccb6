// What the thread sanitizer cannot see by itself: the order that Swift's own runtime makes between threads.
//
// The runtime is not built with the sanitizer. Its reference counts are atomic: who finds that an array is his alone, and
// then changes it in place, comes after everyone who read it and let go of it. To the sanitizer these are a read and a write
// with nothing between them. The same holds for a task that finds its continuation resumed before it came to wait for it.
// So the functions of the runtime that make such an order are put in front of themselves here and say so; everything else
// is checked as it is, and nothing is suppressed.
//
// In a build without the thread sanitizer this file is empty.

#include "thread_hooks.h"

#if defined(__linux__) && defined(__has_feature)
#if __has_feature(thread_sanitizer)

#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stddef.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define HOOK __attribute__((visibility("default"), disable_sanitizer_instrumentation))

// The function of that name behind this one, looked up once; two threads that do so at once find the same.
#define NEXT(type, name) \
    static _Atomic(type *) next; \
    type *function = next; \
    if (function == NULL) next = function = (type *)dlsym(RTLD_NEXT, name)

typedef void Release(void *);
typedef void ReleaseMany(void *, uint32_t);
typedef bool IsUnique(const void *);
typedef __attribute__((swiftcall)) void Resume(void *);
typedef __attribute__((swiftasynccall)) void Await(void *);

// MARK: Reference counts

HOOK void swift_release(void *object) {
    NEXT(Release, "swift_release");
    if (object != NULL) __tsan_release(object);
    function(object);
}

HOOK void swift_release_n(void *object, uint32_t count) {
    NEXT(ReleaseMany, "swift_release_n");
    if (object != NULL) __tsan_release(object);
    function(object, count);
}

HOOK bool swift_isUniquelyReferenced_native(const void *object) {
    NEXT(IsUnique, "swift_isUniquelyReferenced_native");
    bool isUnique = function(object);
    if (isUnique) __tsan_acquire((void *)object);
    return isUnique;
}

HOOK bool swift_isUniquelyReferenced_nonNull_native(const void *object) {
    NEXT(IsUnique, "swift_isUniquelyReferenced_nonNull_native");
    bool isUnique = function(object);
    if (isUnique) __tsan_acquire((void *)object);
    return isUnique;
}

// MARK: Continuations

void *swift_task_getCurrent(void) __attribute__((swiftcall));

HOOK __attribute__((swiftcall)) void swift_continuation_resume(void *task) {
    NEXT(Resume, "swift_continuation_resume");
    __tsan_release(task);
    function(task);
}

HOOK __attribute__((swiftcall)) void swift_continuation_throwingResume(void *task) {
    NEXT(Resume, "swift_continuation_throwingResume");
    __tsan_release(task);
    function(task);
}

HOOK __attribute__((swiftasynccall)) void swift_continuation_await(void *context) {
    NEXT(Await, "swift_continuation_await");
    __tsan_acquire(swift_task_getCurrent());
    __attribute__((musttail)) return function(context);
}

#endif
#endif
