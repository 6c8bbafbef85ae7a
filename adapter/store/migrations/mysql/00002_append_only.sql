-- What was released and audited stays as it was written. Dropping first lets an
-- interrupted migration go on.

-- +goose Up
DROP TRIGGER IF EXISTS audit_entry_no_update;
CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_entry is append-only';

DROP TRIGGER IF EXISTS audit_entry_no_delete;
CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'audit_entry is append-only';

DROP TRIGGER IF EXISTS record_release_no_update;
CREATE TRIGGER record_release_no_update BEFORE UPDATE ON record_release
    FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'record_release is append-only';
