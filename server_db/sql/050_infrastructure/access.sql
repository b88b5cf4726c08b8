-- Everybody reads buildings and rooms; the academic office keeps them.

-- Everybody reads the buildings; the academic office keeps them.
create policy building_read on infrastructure.building for select to :everyone using (:acts);
grant select on infrastructure.building to :everyone;
create policy building_insert on infrastructure.building for insert to hemis_academic_office with check (:acts);
create policy building_update on infrastructure.building for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy building_delete on infrastructure.building for delete to hemis_academic_office using (:acts);
grant insert (name, address, floors, active), update (name, address, floors, active), delete
    on infrastructure.building to hemis_academic_office;

-- Everybody reads the rooms; the academic office keeps them.
create policy room_read on infrastructure.room for select to :everyone using (:acts);
grant select on infrastructure.room to :everyone;
create policy room_insert on infrastructure.room for insert to hemis_academic_office with check (:acts);
create policy room_update on infrastructure.room for update to hemis_academic_office using (:acts) with check (:acts);
create policy room_delete on infrastructure.room for delete to hemis_academic_office using (:acts);
grant insert (building_id, name, floor, kind, capacity, area, active),
      update (building_id, name, floor, kind, capacity, area, active), delete
    on infrastructure.room to hemis_academic_office;

-- Everybody reads what stands in the rooms; the academic office keeps it.
create policy room_equipment_read on infrastructure.room_equipment for select to :everyone using (:acts);
grant select on infrastructure.room_equipment to :everyone;
create policy room_equipment_insert on infrastructure.room_equipment for insert to hemis_academic_office
    with check (:acts);
create policy room_equipment_update on infrastructure.room_equipment for update to hemis_academic_office
    using (:acts) with check (:acts);
create policy room_equipment_delete on infrastructure.room_equipment for delete to hemis_academic_office using (:acts);
grant insert (room_id, device, quantity, note), update (room_id, device, quantity, note), delete
    on infrastructure.room_equipment to hemis_academic_office;
